/** What the phone remembers: in the browser's own database, so that the key can be used there and never be read. */
import type { DeviceKey } from '../device-key.ts'
import type { KeptPin } from '../pin.ts'

export interface Device {
  readonly key: DeviceKey
  readonly pin: KeptPin
  /** Of the PIN; none: the phone is locked. */
  readonly triesLeft: number
  /** SD-JWT VC; null before the first. */
  readonly credential: string | null
}

const STORE = 'device'
const ONLY = 'this'

/** The phone's memory, or null where it is new. */
export async function readDevice(): Promise<Device | null> {
  return (await inStore('readonly', (store) => answerOf<Device | undefined>(store.get(ONLY)))) ?? null
}

/**
 * Changes the memory in one step, whatever other windows do meanwhile; answers what it was before. `null` erases it.
 */
export async function changeDevice(change: (before: Device | null) => Device | null): Promise<Device | null> {
  return inStore('readwrite', async (store) => {
    const before = (await answerOf<Device | undefined>(store.get(ONLY))) ?? null
    const after = change(before)
    await (after === null ? answerOf(store.delete(ONLY)) : answerOf(store.put(after, ONLY)))
    return before
  })
}

async function inStore<Result>(
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => Promise<Result>,
): Promise<Result> {
  const opening = indexedDB.open('kapu-wallet', 1)
  opening.addEventListener('upgradeneeded', () => opening.result.createObjectStore(STORE))
  const database = await answerOf(opening)
  try {
    return await work(database.transaction(STORE, mode).objectStore(STORE))
  } finally {
    database.close()
  }
}

function answerOf<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error ?? new Error('the database refuses')))
  })
}
