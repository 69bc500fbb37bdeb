import type { Context } from 'koa'
import { createFormCookie } from '../../http/form-cookie.ts'
import { plainFrame } from '../../http/frame.ts'
import { signatureNotHerePage, signaturePage } from '../../../views/pages/registration/signature.ts'
import { readAccountFields } from '../account-form.ts'
import type { RegistrationDependencies } from '../dependencies.ts'
import { readIdentity } from '../identity-form.ts'
import { DATA_NOTICE_VERSION } from '../open-account.ts'
import { faultsToShow, readOwnForm, seeOther, show, showForm, typedAgain } from '../visitor.ts'
import { giveForm } from './forms.ts'

/** The page with the form that was made. */
export const UPLOAD_PATH = '/regisztracio/alairas/urlap'

/** Where it begins. */
export const FILL_IN_PATH = '/regisztracio/alairas'

/** C12, `GET /regisztracio/alairas`. */
export async function signatureGet(deps: RegistrationDependencies, ctx: Context): Promise<void> {
  if (await isClosed(deps)) return show(ctx, signatureNotHerePage(plainFrame(ctx)))
  showForm(deps, ctx, signaturePage)
}

/** `POST` of the same page: makes the form that is to be signed. Looks nothing up. */
export async function signaturePost(deps: RegistrationDependencies, ctx: Context): Promise<void> {
  const form = await readOwnForm(deps, ctx)
  if (await isClosed(deps)) return show(ctx, signatureNotHerePage(plainFrame(ctx)))
  const { lifePolicy, clock, issuer } = deps
  const rule = { minAge: lifePolicy.person.minAge, timeZone: lifePolicy.timeZone }
  const { identity, faults } = readIdentity(form, rule, clock.now())
  const { account, faults: accountFaults } = readAccountFields(form)
  const all = [...faults, ...accountFaults]
  if (identity === null || all.length > 0) {
    return showForm(deps, ctx, signaturePage, { faults: faultsToShow(ctx, all), values: typedAgain(form) })
  }
  const browser = createFormCookie(issuer).open(ctx)
  await giveForm(deps, browser, { issuer, ...account, identity, data_notice: DATA_NOTICE_VERSION })
  seeOther(ctx, UPLOAD_PATH)
}

async function isClosed(deps: RegistrationDependencies): Promise<boolean> {
  return (await deps.trustedAuthorities()).length === 0
}
