import { expect, test } from 'vitest'
import { chooseFactorPage } from '../../views/pages/choose-factor.ts'
import { byReadingOrder, claimLabel, claimValue, knownClaims } from '../../views/texts/claims.ts'
import { errorCodes, errorWords, formError, isErrorCode } from '../../views/texts/errors.ts'
import { helpTopicIds, helpTopics, helpWords } from '../../views/texts/help.ts'
import { helpLine } from '../../views/texts/help-topic.ts'
import { endedWords } from '../../views/texts/ended-ways.ts'
import { guideTexts } from '../../views/texts/guide.ts'
import { infoText } from '../../views/texts/info.ts'
import { textsFor } from '../../views/texts/index.ts'
import { markTexts } from '../../views/texts/method-marks.ts'
import { aStep } from '../gallery/frames.ts'
import { helpFigures } from '../gallery/help-states.ts'
import type { Language } from '../../views/frame.ts'

const languages: readonly Language[] = ['hu', 'en']
const soon = 1_795_613_520

/** Ways with words of their own, and ways without. */
const ended = (['eid', 'telephone', 'portrait', 'totp', 'password'] as const).flatMap((factor) =>
  (['method', 'combination'] as const).map((kind) => ({ kind, factors: [factor], until: soon })),
)

/** Every text of a catalogue; functions are called with harmless arguments. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value === 'function') return [1, 3].flatMap((argument) => textsIn(value(argument)))
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(textsIn)
  return []
}

function helpTexts(language: Language): string[] {
  return helpTopicIds.flatMap((id) => {
    const { title, summary, sections } = helpTopics[id].text[language]
    const lines = [summary, ...sections.flatMap(({ paragraphs = [], list = [] }) => [...paragraphs, ...list])]
    const words = sections.flatMap(({ title, facts, link }) => [title, ...textsIn([facts ?? [], link?.label ?? []])])
    return [title, ...words, ...lines.map((line) => helpLine(line, helpFigures))]
  })
}

function allTexts(language: Language): string[] {
  return [
    ...textsIn(textsFor(language)),
    ...textsIn([markTexts(language), guideTexts(language)]),
    ...ended.flatMap((way) => textsIn(endedWords(language, way))),
    ...errorCodes.flatMap((code) => textsIn(errorWords(language, code, soon))),
    ...(['accessibility', 'privacy'] as const).flatMap((topic) => textsIn(infoText(language, topic))),
    ...knownClaims.map((claim) => claimLabel(language, claim)),
    ...textsIn(helpWords[language]),
    ...helpTexts(language),
  ]
}

test.each(languages)('no text of %s is empty or holds a placeholder', (language) => {
  for (const text of allTexts(language)) {
    expect(text.trim()).not.toBe('')
    expect(text).not.toMatch(/[{}]|undefined|null|\bTODO\b/)
  }
})

test('people are never spoken to in the words of the machine', () => {
  for (const text of allTexts('en')) expect(text).not.toMatch(/\b(invalid|session|token|cookie)s?\b/i)
  for (const text of allTexts('hu')) expect(text).not.toMatch(/érvénytelen|token|süti|cookie|munkamenet(?!-azonosító)/i)
})

test('no text tells anybody to clear their browser', () => {
  for (const text of [...allTexts('hu'), ...allTexts('en')])
    expect(text).not.toMatch(/\b(clear|delete your|törölje)\b/i)
})

test('Hungarian addresses people formally', () => {
  for (const text of allTexts('hu')) expect(text).not.toMatch(/\b(neked|tiéd|próbáld|írd be|kattints|válassz)\b/iu)
})

test('a text without markup stays without: the catalogues hold no tags', () => {
  for (const text of [...allTexts('hu'), ...allTexts('en')]) expect(text).not.toMatch(/[<>]/)
})

test('a wait says until when, in full', () => {
  expect(formError('hu', 'E-WAIT-01', { until: soon })).toEqual({
    code: 'E-WAIT-01',
    text: 'Túl sok próbálkozás történt. 2026. november 25. 14:32 után próbálja újra.',
    field: null,
    until: '2026. november 25. 14:32',
  })
  expect(formError('en', 'E-WAIT-01', { until: soon }).text).toContain('14:32 on 25 November 2026')
})

test('a wait without a known end still reads as a sentence', () => {
  expect(errorWords('hu', 'E-WAIT-01').message).toBe('Túl sok próbálkozás történt. Egy kis idő múlva próbálja újra.')
  expect(errorWords('en', 'E-WAIT-01').message).toBe('There were too many attempts. Try again after a while.')
})

test('a fault names its field', () => {
  expect(formError('en', 'E-CODE-01', { field: 'code' })).toEqual({
    code: 'E-CODE-01',
    text: 'The authentication code is incorrect.',
    field: 'code',
  })
})

test('codes are told from other strings', () => {
  expect(isErrorCode('E-LOGIN-01')).toBe(true)
  expect(isErrorCode('toString')).toBe(false)
})

test('claims are written as people read them', () => {
  expect(claimValue('hu', 'birthdate', '1985-03-14')).toBe('1985. 03. 14.')
  expect(claimValue('en', 'place_of_birth', { locality: 'Szeged', country: 'HU' })).toBe('Szeged, Hungary')
  expect(claimValue('hu', 'hu_age_over_18', true)).toBe('igen')
  expect(claimValue('en', 'hu_account_state', 'temporary')).toBe('temporary')
  expect(claimValue('en', 'gender', 'female')).toBe('female')
})

test('claims are listed as people tell them, one without words last', () => {
  const claims = ['birthdate', 'new_claim', 'given_name', 'email', 'name'].map((name) => ({ name }))
  const inOrder = ['name', 'given_name', 'birthdate', 'email', 'new_claim']
  expect(claims.toSorted(byReadingOrder).map(({ name }) => name)).toEqual(inOrder)
})

test('a claim without words is shown by its own name, never left out', () => {
  expect(claimLabel('hu', 'new_claim')).toBe('new_claim')
  expect(claimValue('hu', 'new_claim', 7)).toBe('7')
})

test('a method without words is a fault of ours that shows at once', () => {
  const draw = () =>
    chooseFactorPage(aStep('hu'), { factors: ['no-such-method'], enrol: false, optional: false, afterPassword: true })
  expect(draw).toThrow('no words for the factor "no-such-method"')
})
