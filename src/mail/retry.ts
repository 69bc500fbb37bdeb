import type { Seconds } from '../assurance/event.ts'
import type { Delivery } from './transport.ts'

/** Between tries that the server deferred; the last one repeats. Greylisting wants seconds to minutes. */
const DEFERRED: readonly Seconds[] = [5, 15, 45, 120, 300]

/** Between tries that reached nobody: short, so that a code still arrives within 30 s of the server's return. */
const UNREACHABLE: readonly Seconds[] = [5, 15, 20]

/** How long to wait after the try number `tries` (1 for the first); null: not again. */
export function waitAfter(delivery: Delivery, tries: number): Seconds | null {
  if (delivery.outcome === 'sent' || delivery.outcome === 'refused') return null
  const waits = delivery.outcome === 'deferred' ? DEFERRED : UNREACHABLE
  return waits[Math.min(tries, waits.length) - 1] ?? null
}
