import { vi } from 'vitest'

/**
 * Lets seconds pass for everything in this process (Kapu, the library, the service): the date is moved and then stands
 * still, timers go on. `vi.useRealTimers` ends it.
 */
export function later(seconds: number): void {
  const at = Date.now() + seconds * 1000
  if (!vi.isFakeTimers()) vi.useFakeTimers({ toFake: ['Date'] })
  vi.setSystemTime(at)
}

export function epochSeconds(): number {
  return Math.floor(Date.now() / 1000)
}
