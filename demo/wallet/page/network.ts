import { createPhone, type Phone, type Post } from '../phone.ts'
import type { Device } from './keep.ts'

/** To the identity provider, by way of our own server: a page may call no other. */
const relay: Post = async (address, form) => {
  const answer = await fetch(`/relay?to=${encodeURIComponent(address)}`, { method: 'POST', body: form })
  if (answer.status === 502) throw new Error('no answer')
  return answer
}

/** The phone with its key and its credential. */
export async function phoneOf({ key, credential }: Device): Promise<Phone> {
  const authority = await (await fetch('/authority.pem')).text()
  return createPhone({ key, credential: credential ?? '', authorities: [authority], post: relay, now })
}

/** Epoch seconds. */
export function now(): number {
  return Math.floor(Date.now() / 1000)
}
