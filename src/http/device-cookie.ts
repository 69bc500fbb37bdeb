import type { Context } from 'koa'
import { sha256 } from '../system/hashing.ts'
import { randomBytes } from '../system/random.ts'

/** The cookie's name, how long it lives and whether it may travel in clear. */
export interface DeviceCookie {
  readonly name: string
  readonly secure: boolean
  readonly lifetimeSeconds: number
}

/** People who share a browser: each account there has an id of its own; the oldest gives way. */
const MAX_DEVICES = 5

/** 128 bits: 22 characters of base64url. */
const ID_BYTES = 16
const ID = /^[\w-]{22}$/

/** Hashes of the ids in this browser. What else stands there is passed over. */
export function devicesOf(ctx: Pick<Context, 'cookies'>, { name }: Pick<DeviceCookie, 'name'>): readonly Buffer[] {
  return idsIn(ctx, name).map(hashDevice)
}

/** Renews the cookie, with a new id first where there is to be one; answers that id's hash. */
export function renewDevices(ctx: Pick<Context, 'cookies'>, cookie: DeviceCookie, withNew: boolean): Buffer | null {
  const id = withNew ? randomBytes(ID_BYTES).toString('base64url') : null
  const ids = [...(id === null ? [] : [id]), ...idsIn(ctx, cookie.name)].slice(0, MAX_DEVICES)
  ctx.cookies.set(cookie.name, ids.join('.'), {
    httpOnly: true,
    sameSite: 'lax',
    secure: cookie.secure,
    signed: false,
    overwrite: true,
    maxAge: cookie.lifetimeSeconds * 1000,
  })
  return id === null ? null : hashDevice(id)
}

function idsIn(ctx: Pick<Context, 'cookies'>, name: string): string[] {
  const ids = (ctx.cookies.get(name, { signed: false }) ?? '').split('.').filter((id) => ID.test(id))
  return [...new Set(ids)].slice(0, MAX_DEVICES)
}

function hashDevice(id: string): Buffer {
  return sha256(`device\0${id}`)
}
