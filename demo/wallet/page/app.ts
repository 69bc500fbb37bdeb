/** The page that behaves as the phone: what it was opened for, once the phone is ready. */
import { showDevice } from './device.ts'
import { enrolByTicket } from './enrol.ts'
import { whenReady } from './first-use.ts'
import { showHome } from './home.ts'
import type { Device } from './keep.ts'
import { openRequest } from './open.ts'

const pages: Readonly<Record<string, (device: Device) => Promise<void>>> = {
  '/': showHome,
  '/open': openRequest,
  '/enrol': enrolByTicket,
  '/device': showDevice,
}

await whenReady(pages[location.pathname] ?? showHome)
