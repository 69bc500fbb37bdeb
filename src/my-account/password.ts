import type { Context } from 'koa'
import { myPasswordPage } from '../../views/pages/my-account/password.ts'
import type { FormError } from '../../views/frame.ts'
import { formError } from '../../views/texts/errors.ts'
import { myFault } from '../../views/texts/my-account/faults.ts'
import { readNewPassword } from '../accounts/password-rules/new-password.ts'
import { usernameKey } from '../accounts/username.ts'
import { inTransaction } from '../database/transaction.ts'
import { plainFrame } from '../http/frame.ts'
import { clientAddress } from '../http/proxy.ts'
import type { OwnSession } from '../own-client/own-client.ts'
import { acting } from './acting.ts'
import { FRESH, type MyAccountDependencies } from './dependencies.ts'
import { myFrame, seeOther, show } from './my-frame.ts'
import { usernameOf } from './store.ts'

/** C18: the page, after a fresh proof. */
export function password(deps: MyAccountDependencies) {
  return async (ctx: Context): Promise<void> => {
    const person = await deps.ownClient.requirePerson(ctx, { acr: deps.ordinaryAcr, maxAge: FRESH })
    if (person !== null) await showPage(deps, ctx, person)
  }
}

/** #18: the present password and a fresh proof; all other sessions end, this one stays. */
export function changePassword(deps: MyAccountDependencies) {
  return async (ctx: Context): Promise<void> => {
    const person = await deps.ownClient.requirePerson(ctx, { acr: deps.ordinaryAcr, maxAge: FRESH })
    if (person === null) return
    const { accountId, sessionUid } = person
    const form = await deps.ownClient.submitted(ctx)
    const values = { validity: form['validity'] ?? '2y', validity_days: form['validity_days'] ?? '' }
    const { language } = plainFrame(ctx)
    const refuse = (status: number, errors: readonly FormError[]) =>
      showPage(deps, ctx, person, { status, errors, values })

    const known = await deps.loadIdentity(accountId)
    const username = await usernameOf(deps.db, accountId)
    if (known === null || username === null) return
    const typed = readNewPassword(form, { username, email: known.email, ...publicData(known.identity) })
    if (!typed.ok) {
      const faults = typed.faults.map(({ code, field }) => formError(language, code, { field }))
      return await refuse(422, faults)
    }
    const proved = await tryPassword(deps, ctx, person, { username, password: form['password'] ?? '' })
    if (proved === 'throttled') return await refuse(429, [myFault(language, 'E-MY-10', 'password')])
    if (proved === 'wrong') return await refuse(422, [myFault(language, 'E-MY-06', 'password')])

    const passwordHash = await deps.hashPassword(typed.password)
    const by = acting(ctx, person)
    const changed = await inTransaction(deps.db, async (transaction) => {
      const { validity } = typed
      const applied = await deps.life.apply(
        transaction,
        accountId,
        { type: 'change_password', passwordHash, validity },
        by,
      )
      if (!applied.ok) return false
      const ending = { reason: 'password_changed', except: sessionUid, by } as const
      await deps.sessions.endOthers(transaction, accountId, ending)
      return true
    })
    if (!changed) return await refuse(409, [myFault(language, 'E-MY-05')])
    seeOther(ctx, '/fiok?done=password')
  }
}

/** One attempt at the present password, counted before it is judged; it never makes the person's sign-ins wait. */
async function tryPassword(
  { db, throttle, isPassword }: MyAccountDependencies,
  ctx: Context,
  { accountId, sessionUid }: OwnSession,
  { username, password }: { readonly username: string; readonly password: string },
): Promise<'right' | 'wrong' | 'throttled'> {
  const attempt = { account: usernameKey(username), address: clientAddress(ctx), device: `my-data ${accountId}` }
  const reserved = await inTransaction(db, (transaction) =>
    throttle.reserve(transaction, { kind: 'password', signInId: sessionUid, ...attempt }),
  )
  if (!reserved.allowed) return 'throttled'
  const right = await isPassword(accountId, password)
  await inTransaction(db, (transaction) =>
    throttle.settle(transaction, reserved.reservation, right ? 'success' : 'failure'),
  )
  return right ? 'right' : 'wrong'
}

async function showPage(
  deps: MyAccountDependencies,
  ctx: Context,
  person: OwnSession,
  {
    status = 200,
    errors = [],
    values = {},
  }: { status?: number; errors?: readonly FormError[]; values?: Readonly<Record<string, string>> } = {},
): Promise<void> {
  const [error, ...moreErrors] = errors
  const frame = await myFrame(deps, ctx, person, { error: error ?? null, values })
  const username = (await usernameOf(deps.db, person.accountId)) ?? ''
  show(ctx, myPasswordPage({ ...frame, moreErrors }, { username }), status)
}

/** What others may know of the person: no password is made of it. */
function publicData(identity: Readonly<Record<string, unknown>>): { names: string[]; birthdate: string } {
  const names = ['family_name', 'given_name', 'birth_family_name', 'birth_given_name', 'hu_mother_birth_family_name']
  const text = (name: string) => (typeof identity[name] === 'string' ? identity[name] : '')
  return { names: [...names, 'hu_mother_birth_given_name'].map(text), birthdate: text('birthdate') }
}
