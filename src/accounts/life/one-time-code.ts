/** A one-time code as it is made, typed and kept. */
import { randomCrockford } from '../../system/random.ts'
import type { CodePurpose } from './life-account.ts'

/** Sixty bits: too many to guess in a hundred entries, or in all the entries there ever are. */
const LENGTH = 12
const GROUP = 4

/** A new code as it is shown: `XXXX-XXXX-XXXX`. */
export function newCode(): string {
  return (randomCrockford(LENGTH).match(new RegExp(`.{${GROUP}}`, 'g')) ?? []).join('-')
}

/** What was typed or shown, as it is kept: without dashes and spaces, and with letters that look like digits as these. */
export function plainCode(typed: string): string {
  return typed
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s\p{Pd}]/gu, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1')
    .slice(0, LENGTH * GROUP)
}

/** The purpose of its keyed hash: the code of another account, or for something else, is another one. */
export function codeContext(purpose: CodePurpose, accountId: string): string {
  return `one-time-code:${purpose}:${accountId}`
}
