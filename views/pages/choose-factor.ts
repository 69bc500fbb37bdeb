import { html } from 'ghtml'
import { formatDay } from '../format.ts'
import type { StepFrame } from '../frame.ts'
import { actionButton, buttons } from '../partials/form.ts'
import { guideLink } from '../partials/guide-link.ts'
import { lostWay } from '../partials/lost-way.ts'
import { methodCards, type MethodMarks } from '../partials/methods.ts'
import { renderStep } from '../partials/step-page.ts'
import { textsFor } from '../texts/index.ts'

interface Props {
  /** In the order shown: the one used last goes first. */
  readonly factors: readonly string[]
  readonly marks?: MethodMarks
  /** The page that leads somebody who is unsure; absent where there is nothing to choose. */
  readonly guide?: string
  /** Epoch seconds: since when a password alone has not been enough; null where it still is for something. */
  readonly passwordEnded?: number | null
  /** The choice is what to set up, not what to sign in with. */
  readonly enrol: boolean
  /** The password was right: what is chosen is the second step. */
  readonly afterPassword: boolean
  /** It may be skipped (`action=skip`). */
  readonly optional: boolean
}

/** A card for each method that proves it, or that can be set up. */
export function chooseFactorPage(frame: StepFrame, props: Props): string {
  const texts = textsFor(frame.language)
  const skip = props.optional ? [actionButton('skip', texts.buttons.skip)] : []
  const form = html`!${methodCards(frame.language, props.factors, props.marks)} !${guideLink(frame, props.guide)}
  !${buttons(frame, '', skip)}`
  const after = props.enrol ? '' : lostWay(frame)
  return renderStep(frame, { step: props.enrol ? 'enrol' : 'authenticate', form, after, ...words(frame, props) })
}

function words(frame: StepFrame, props: Props): { title: string; lead: string } {
  const texts = textsFor(frame.language).chooseFactor
  if (!props.enrol) return { title: texts.title, lead: props.afterPassword ? texts.lead : texts.firstLead }
  if (props.optional) return { title: texts.offerTitle, lead: texts.offerLead }
  const since = props.passwordEnded ?? null
  const lead = since === null ? texts.enrolLead : texts.enrolLeadSince(formatDay(frame.language, since))
  return { title: texts.enrolTitle, lead }
}
