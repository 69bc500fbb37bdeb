import type { FactorId } from '../assurance/event.ts'
import type { Sealing } from '../system/sealing.ts'
import type { CeremonyPurpose } from './dependencies.ts'

/** Whose state it is: a sign-in has one ceremony under way at a time. */
interface CeremonyKey {
  readonly factor: FactorId
  readonly purpose: CeremonyPurpose
}

interface Stored extends CeremonyKey {
  readonly state: unknown
}

/** A ceremony's state lies sealed to its sign-in: secrets that are being enrolled are in it. */
export function sealCeremony(sealing: Sealing, cid: string, { factor, purpose }: CeremonyKey, state: unknown) {
  const stored: Stored = { factor, purpose, state }
  return sealing.seal(`ceremony:${cid}`, JSON.stringify(stored))
}

/** The state of this ceremony; null where another one, or none, is under way. */
export async function openCeremony(
  sealing: Sealing,
  cid: string,
  { factor, purpose }: CeremonyKey,
  sealed: string | null,
): Promise<unknown> {
  const stored = await openUnderWay(sealing, cid, sealed)
  return stored?.factor === factor && stored.purpose === purpose ? stored.state : null
}

/** Whatever ceremony is under way; null where none is. */
export async function openUnderWay(sealing: Sealing, cid: string, sealed: string | null): Promise<Stored | null> {
  return sealed === null ? null : JSON.parse(await sealing.open(`ceremony:${cid}`, sealed))
}
