/** What a new phone needs before anything else: a PIN, a key, and a credential that somebody else signed. */
import { newDeviceKey, proveKey } from '../device-key.ts'
import { isPinShaped, keepPin, MOST_TRIES } from '../pin.ts'
import { changeDevice, type Device, readDevice } from './keep.ts'
import { now } from './network.ts'
import { empty, fail, onPress, onSend, screenOf, show, textOf, valueOf, working } from './screen.ts'

/** Leads through what is missing, then goes on with what the page was opened for. */
export async function whenReady(goOn: (device: Device) => Promise<void>): Promise<void> {
  const again = () => whenReady(goOn)
  const device = await readDevice()
  if (device === null) return askFirstPin(again)
  if (device.triesLeft === 0) return void show('locked')
  if (device.credential === null) return askPerson(again)
  return goOn(device)
}

/** Erases key, credential and PIN, and begins anew. */
export function resetOnPress(screen: HTMLElement): void {
  onPress(screen, 'reset', async () => {
    await changeDevice(() => null)
    sessionStorage.clear()
    location.assign('/')
  })
}

/** Gets a credential in the place of the one that the phone has. */
export async function getAnother(): Promise<void> {
  askPerson(async () => location.assign('/'))
}

function askFirstPin(next: () => Promise<void>): void {
  const screen = show('first-pin')
  onSend(screen, async () => {
    const [pin, again] = [valueOf(screen, 'pin'), valueOf(screen, 'again')]
    for (const name of ['pin', 'again']) empty(screen, name)
    if (!isPinShaped(pin)) return fail(screen, 'pin', textOf(screen, 'not-six-digits'))
    if (pin !== again) return fail(screen, 'pin', textOf(screen, 'not-the-same'))
    const made = { key: await newDeviceKey(), pin: await keepPin(pin), triesLeft: MOST_TRIES, credential: null }
    await changeDevice((before) => before ?? made)
    await next()
  })
}

function askPerson(next: () => Promise<void>): void {
  const screen = show('person')
  onSend(screen, async () => {
    const person = screen.querySelector<HTMLInputElement>('[name=person]:checked')?.value ?? ''
    working(true)
    const credential = await credentialFor(person)
    if (credential === null) {
      show('person')
      return fail(screen, 'person', textOf(screen, 'failed'))
    }
    await changeDevice((device) => (device === null ? null : { ...device, credential }))
    await next()
  })
}

/** The issuer signs for the key that proves itself; null where it does not. */
async function credentialFor(person: string): Promise<string | null> {
  const device = await readDevice()
  if (device === null) return null
  try {
    const { c_nonce: nonce } = await posted('/pid/nonce', {})
    const proof = await proveKey(device.key, { audience: `${location.origin}/pid`, nonce: nonce ?? '', now: now() })
    return (await posted('/pid', { person, proof }))['credential'] ?? null
  } catch {
    return null
  }
}

async function posted(address: string, form: Record<string, string>): Promise<Record<string, string>> {
  const answer = await fetch(address, { method: 'POST', body: new URLSearchParams(form) })
  return answer.json()
}

resetOnPress(screenOf('locked'))
