/** How dates, times, codes and masked data are written. Instants are epoch seconds, shown in Europe/Budapest. */
import type { Language } from './frame.ts'

const timeZone = 'Europe/Budapest'

const parts = new Intl.DateTimeFormat('en-GB', {
  timeZone,
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

const monthNames = {
  hu: new Intl.DateTimeFormat('hu', { month: 'long', timeZone: 'UTC' }),
  en: new Intl.DateTimeFormat('en-GB', { month: 'long', timeZone: 'UTC' }),
}

function partsOf(at: number) {
  const found = Object.fromEntries(parts.formatToParts(at * 1000).map((part) => [part.type, part.value]))
  return {
    year: Number(found['year']),
    month: Number(found['month']),
    day: Number(found['day']),
    time: `${found['hour']}:${found['minute']}`,
  }
}

function day(language: Language, date: { year: number; month: number; day: number }): string {
  const month = monthNames[language].format(Date.UTC(2000, date.month - 1, 15))
  return language === 'hu' ? `${date.year}. ${month} ${date.day}.` : `${date.day} ${month} ${date.year}`
}

/** An instant in full: `2026. november 25. 14:32`, `14:32 on 25 November 2026`. */
export function formatInstant(language: Language, at: number): string {
  const at_ = partsOf(at)
  return language === 'hu' ? `${day('hu', at_)} ${at_.time}` : `${at_.time} on ${day('en', at_)}`
}

/** The time of day of an instant: `14:32`. */
export function formatTime(at: number): string {
  return partsOf(at).time
}

/** A deadline: `2026. november 25. 14:32-ig`, `until 14:32 on 25 November 2026`. */
export function formatDeadline(language: Language, at: number): string {
  return language === 'hu' ? `${formatInstant('hu', at)}-ig` : `until ${formatInstant('en', at)}`
}

/** The day of an instant: `2026. november 25.`, `25 November 2026`. */
export function formatDay(language: Language, at: number): string {
  return day(language, partsOf(at))
}

/** A calendar date of the register (`1985-03-14`): `1985. 03. 14.`, `14 March 1985`. Anything else is left as it is. */
export function formatDate(language: Language, isoDate: string): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(isoDate)
  if (!match) return isoDate
  const [, year = '', month = '', date = ''] = match
  if (language === 'hu') return `${year}. ${month}. ${date}.`
  return day('en', { year: Number(year), month: Number(month), day: Number(date) })
}

/** A month of a statement (`2026-11`): `2026. november`, `November 2026`. Anything else is left as it is. */
export function formatMonth(language: Language, isoMonth: string): string {
  const match = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(isoMonth)
  if (!match) return isoMonth
  const [, year = '', month = ''] = match
  const name = monthNames[language].format(Date.UTC(2000, Number(month) - 1, 15))
  return language === 'hu' ? `${year}. ${name}` : `${name} ${year}`
}

const spans = [
  { seconds: 86_400, hu: 'napig', en: 'day' },
  { seconds: 3_600, hu: 'óráig', en: 'hour' },
  { seconds: 60, hu: 'percig', en: 'minute' },
] as const

/** How long something holds, in its largest whole unit: `5 napig`, `5 days`. */
export function formatSpan(language: Language, seconds: number): string {
  const unit = spans.find((one) => seconds >= one.seconds) ?? spans[2]
  const count = Math.round(seconds / unit.seconds)
  return language === 'hu' ? `${count} ${unit.hu}` : `${count} ${unit.en}${count === 1 ? '' : 's'}`
}

/** Keeps the first letters: `kovacs@posta.hu` becomes `k•••@p•••.hu`. */
export function maskEmail(address: string): string {
  const at = address.lastIndexOf('@')
  if (at < 1) return '•••'
  const domain = address.slice(at + 1)
  const dot = domain.lastIndexOf('.')
  const ending = dot > 0 ? domain.slice(dot) : ''
  return `${first(address)}•••@${first(domain)}•••${ending}`
}

/** Keeps the family name's whole and the given names' first letters: `Kovács Anna` becomes `Kovács A.` */
export function maskName(name: string): string {
  const [family = '', ...given] = name.trim().split(/\s+/)
  return [family, ...given.map((part) => `${first(part)}.`)].join(' ')
}

/** Spaces a code or key for reading: `inGroups('123456', 3)` is `123 456`. */
export function inGroups(code: string, size: number): string {
  return (
    code
      .replace(/\s/g, '')
      .match(new RegExp(`.{1,${size}}`, 'gu'))
      ?.join(' ') ?? ''
  )
}

function first(text: string): string {
  return String.fromCodePoint(text.codePointAt(0) ?? 0x20).trim()
}

/** Letters of a name that a service sent; longer ones are cut. */
const HINT_LENGTH = 40

const letters = new Intl.Segmenter('hu', { granularity: 'grapheme' })

/**
 * A name as a stranger sent it, fit to be shown: on one line, without characters that are not seen but change what is
 * (directions, controls), and cut where it is too long to be a name.
 */
export function shownHint(text: string): string {
  const seen = text
    .replace(/[^\S\uFEFF]+/gu, ' ')
    .replace(/(\p{M}{3})\p{M}+/gu, '$1')
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu, '')
    .trim()
  const all = Array.from(letters.segment(seen), ({ segment }) => segment)
  return all.length <= HINT_LENGTH ? seen : `${all.slice(0, HINT_LENGTH).join('')}…`
}

/** Among words of ours where no markup can be, as `<bdi>` would: a name's direction changes only the name. */
export function isolated(text: string): string {
  return `\u2068${text}\u2069`
}
