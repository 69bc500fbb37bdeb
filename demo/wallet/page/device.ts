import { calculateJwkThumbprint, decodeJwt } from 'jose'
import { toldBy } from '../presentation.ts'
import { getAnother, resetOnPress } from './first-use.ts'
import type { Device } from './keep.ts'
import { dayText, fill, language, onPress, show, timeText } from './screen.ts'

/** What the phone holds, and how to be rid of it. */
export async function showDevice({ credential, key }: Device): Promise<void> {
  const screen = show('device')
  for (const [claim, value] of Object.entries(toldBy(credential ?? ''))) fill(screen, claim, textOfClaim(value))
  const { issuing_authority: issuer, exp } = decodeJwt((credential ?? '').split('~')[0] ?? '')
  fill(screen, 'issuer', String(issuer))
  fill(screen, 'expires', timeText(exp ?? 0))
  fill(screen, 'thumbprint', await calculateJwkThumbprint(key.publicJwk))
  onPress(screen, 'another', getAnother)
  resetOnPress(screen)
}

function textOfClaim(value: unknown): string {
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)) return dayText(value)
  if (Array.isArray(value)) return value.map(String).map(countryText).join(', ')
  if (typeof value !== 'object' || value === null) return String(value)
  return Object.values(value).map(String).map(countryText).join(', ')
}

/** The name of a country by its code; everything else as it is. */
function countryText(text: string): string {
  if (!/^[A-Z]{2}$/.test(text)) return text
  return new Intl.DisplayNames(language(), { type: 'region' }).of(text) ?? text
}
