import type { Device } from './keep.ts'
import { phoneOf } from './network.ts'
import { endingOfEnrolment, showEnding } from './outcome.ts'
import { onSend, putInto, show, valueOf, working } from './screen.ts'
import { unlock } from './unlock.ts'

/** Binds the phone to an account by what an office printed and what the mailbox holds. */
export async function enrolByTicket(device: Device): Promise<void> {
  const screen = show('enrol')
  // A scanned ticket stands behind the hash: it goes to no server
  putInto(screen, 'address', decodeURIComponent(location.hash.slice(1)))
  onSend(screen, async () => {
    if ((await unlock(screen)) === null) return
    const ticket = { address: valueOf(screen, 'address'), code: valueOf(screen, 'code') }
    working(true)
    showEnding(endingOfEnrolment(await (await phoneOf(device)).enrol(ticket)))
  })
}
