import { isPin, isPinShaped, MOST_TRIES } from '../pin.ts'
import { changeDevice, type Device } from './keep.ts'
import { empty, fail, show, textOf, valueOf } from './screen.ts'

/**
 * The phone, where the screen's PIN is right; else null, and the screen says why. A try is taken before the PIN is
 * looked at, so that nobody gains one by closing the page.
 */
export async function unlock(screen: HTMLElement): Promise<Device | null> {
  const pin = valueOf(screen, 'pin')
  empty(screen, 'pin')
  if (!isPinShaped(pin)) {
    fail(screen, 'pin', textOf(screen, 'pin-missing'))
    return null
  }
  const before = await changeDevice((device) =>
    device === null ? null : { ...device, triesLeft: Math.max(0, device.triesLeft - 1) },
  )
  if (before !== null && before.triesLeft > 0) {
    if (await isPin(before.pin, pin)) {
      await changeDevice((device) => (device === null ? null : { ...device, triesLeft: MOST_TRIES }))
      return before
    }
    if (before.triesLeft > 1) {
      fail(screen, 'pin', `${textOf(screen, 'pin-wrong')} ${before.triesLeft - 1}`)
      return null
    }
  }
  show('locked')
  return null
}
