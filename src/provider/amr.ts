import type { FactorId } from '../assurance/event.ts'
import type { Factor } from '../factors/factor.ts'

/** What the factors that counted are called on the wire; `mfa` where there was more than one (RFC 8176 §2). */
export function amrOf(counted: readonly FactorId[], factors: readonly Factor[]): string[] {
  const values = counted.flatMap((id) => factors.find((factor) => factor.id === id)?.amr ?? [])
  return [...new Set(counted.length > 1 ? [...values, 'mfa'] : values)]
}
