/** What the page after a registration says, kept sealed in the browser for a short while and for that page alone. */
import type { Context } from 'koa'
import * as z from 'zod'
import { cookieNames, isSecure } from '../http/cookies.ts'
import { plainFrame } from '../http/frame.ts'
import { SealError } from '../system/sealing.ts'
import { maskEmail } from '../../views/format.ts'
import { sentPage } from '../../views/pages/registration/sent.ts'
import type { RegistrationDependencies } from './dependencies.ts'
import { seeOther, show } from './visitor.ts'

/** The page that says what was sent where. */
export const SENT_PATH = '/regisztracio/elkuldve'

const CONTEXT = 'registration-receipt'
const LIFETIME = 15 * 60

const receiptSchema = z.object({
  username: z.string(),
  address: z.string(),
  codeUntil: z.int(),
  finaliseBy: z.int().nullable(),
  keptUntil: z.int(),
})

export async function keepReceipt(
  { sealing, issuer, clock }: Pick<RegistrationDependencies, 'sealing' | 'issuer' | 'clock'>,
  ctx: Context,
  {
    username,
    email,
    codeUntil,
    finaliseBy,
  }: {
    readonly username: string
    readonly email: string
    readonly codeUntil: number
    readonly finaliseBy: number | null
  },
): Promise<void> {
  const keptUntil = clock.now() + LIFETIME
  const receipt = { username, address: maskEmail(email), codeUntil, finaliseBy, keptUntil }
  const sealed = await sealing.seal(CONTEXT, JSON.stringify(receipt))
  const secure = isSecure(issuer) ? '; Secure' : ''
  const attributes = `Path=${SENT_PATH}; Max-Age=${LIFETIME}; HttpOnly; SameSite=Lax${secure}`
  ctx.append('Set-Cookie', `${cookieNames(issuer).registered}=${sealed}; ${attributes}`)
}

/** `GET /regisztracio/elkuldve`: to the beginning where this browser has registered nobody just now. */
export async function sentGet(deps: RegistrationDependencies, ctx: Context): Promise<void> {
  const receipt = await openReceipt(deps, ctx)
  if (receipt === null) return seeOther(ctx, '/regisztracio')
  show(ctx, sentPage(plainFrame(ctx), receipt))
}

async function openReceipt({ sealing, issuer, clock }: RegistrationDependencies, ctx: Context) {
  const name = cookieNames(issuer).registered
  const pair = (ctx.req.headers.cookie ?? '').split(';').find((one) => one.trim().startsWith(`${name}=`))
  if (pair === undefined) return null
  try {
    const text = await sealing.open(CONTEXT, pair.slice(pair.indexOf('=') + 1).trim())
    const receipt = receiptSchema.parse(JSON.parse(text))
    return receipt.keptUntil > clock.now() ? receipt : null
  } catch (error) {
    if (error instanceof SealError) return null
    throw error
  }
}
