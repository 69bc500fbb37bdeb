/** Whose code was mailed for what, kept sealed in the browser between the two pages of a recovery. */
import type { Context } from 'koa'
import * as z from 'zod'
import { losableFactors } from '../../accounts/recovery/losable.ts'
import { cookieNames, isSecure } from '../../http/cookies.ts'
import { SealError } from '../../system/sealing.ts'
import type { RegistrationDependencies } from '../dependencies.ts'
import { paths } from './paths.ts'

const CONTEXT = 'recovery-asked'

/** Seconds: a little longer than a code lives, so that an expired one is called expired. */
const LIFETIME = 15 * 60

const askedSchema = z.object({
  accountId: z.uuid(),
  lost: z.enum(losableFactors),
  /** What the code is bound to, in the place of a sign-in. */
  signInId: z.string(),
  state: z.unknown(),
  keptUntil: z.int(),
})

/** What was asked for, by somebody who knew the password. */
export type Asked = Omit<z.infer<typeof askedSchema>, 'keptUntil'>

type Needed = Pick<RegistrationDependencies, 'sealing' | 'issuer' | 'clock'>

export async function keepAsked({ sealing, issuer, clock }: Needed, ctx: Context, asked: Asked): Promise<void> {
  const kept = { ...asked, keptUntil: clock.now() + LIFETIME }
  setCookie(issuer, ctx, await sealing.seal(CONTEXT, JSON.stringify(kept)), LIFETIME)
}

export function dropAsked({ issuer }: Pick<Needed, 'issuer'>, ctx: Context): void {
  setCookie(issuer, ctx, '', 0)
}

/** Null where nothing was asked in this browser a short while ago. */
export async function openAsked({ sealing, issuer, clock }: Needed, ctx: Context): Promise<Asked | null> {
  const name = cookieNames(issuer).recovery
  const pair = (ctx.req.headers.cookie ?? '').split(';').find((one) => one.trim().startsWith(`${name}=`))
  if (pair === undefined) return null
  try {
    const text = await sealing.open(CONTEXT, pair.slice(pair.indexOf('=') + 1).trim())
    const { keptUntil, ...asked } = askedSchema.parse(JSON.parse(text))
    return keptUntil > clock.now() ? asked : null
  } catch (error) {
    if (error instanceof SealError) return null
    throw error
  }
}

function setCookie(issuer: string, ctx: Context, value: string, maxAge: number): void {
  const secure = isSecure(issuer) ? '; Secure' : ''
  const attributes = `Path=${paths.start}; Max-Age=${maxAge}; HttpOnly; SameSite=Lax${secure}`
  ctx.append('Set-Cookie', `${cookieNames(issuer).recovery}=${value}; ${attributes}`)
}
