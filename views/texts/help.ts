/**
 * The help pages as data. A figure that the configuration decides is a function of `HelpLimits`, so that no page
 * promises what the system does not keep. Ids are linked to: keep them stable.
 */
import type { Language } from '../frame.ts'
import { registrationTopics } from './help-registration.ts'
import { signingInTopics } from './help-signing-in.ts'
import type { HelpTopic } from './help-topic.ts'
import { troubleTopics } from './help-trouble.ts'
import { usingTopics } from './help-using.ts'

/** The chapters of the index; a topic's key is its anchor there. */
export const helpChapters = {
  registration: registrationTopics,
  'signing-in': signingInTopics,
  trouble: troubleTopics,
  using: usingTopics,
}

/** All topics by their ids, in the order of the index. */
const topics = { ...registrationTopics, ...signingInTopics, ...troubleTopics, ...usingTopics }

export type HelpTopicId = keyof typeof topics

/** In the order of the index. */
export const helpTopicIds: readonly HelpTopicId[] = Object.keys(topics).filter(isHelpTopicId)

export const helpTopics: Readonly<Record<HelpTopicId, HelpTopic>> = topics

export const helpWords = {
  hu: {
    title: 'Súgó',
    lead: 'Válaszok a regisztrációról és a belépésről. Válassza ki, miről szeretne olvasni.',
    chapters: {
      registration: 'Regisztráció',
      'signing-in': 'Belépés',
      trouble: 'Ha elakad',
      using: 'Jó tudni',
    },
    back: 'Vissza a súgóhoz',
  },
  en: {
    title: 'Help',
    lead: 'Answers about registering and signing in. Choose what you would like to read about.',
    chapters: {
      registration: 'Registration',
      'signing-in': 'Signing in',
      trouble: 'If you are stuck',
      using: 'Good to know',
    },
    back: 'Back to help',
  },
} satisfies Record<Language, unknown>

function isHelpTopicId(id: string): id is HelpTopicId {
  return Object.hasOwn(topics, id)
}
