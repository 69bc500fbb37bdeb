import type { Context } from 'koa'
import { readNewPassword } from '../../accounts/password-rules/new-password.ts'
import { inTransaction } from '../../database/transaction.ts'
import { createFormCookie } from '../../http/form-cookie.ts'
import { readForm } from '../../http/form-body.ts'
import { plainFrame } from '../../http/frame.ts'
import { languageOf } from '../../http/language.ts'
import { clientAddress } from '../../http/proxy.ts'
import { readUpload, type Upload } from '../../http/upload.ts'
import type { NaturalIdentity } from '../../persons/person.ts'
import { BusyError } from '../../system/gate.ts'
import type { SignatureRefusal } from '../../system/signatures/verdict.ts'
import { verifySignature } from '../../system/signatures/verify.ts'
import type { FormError, StepFrame } from '../../../views/frame.ts'
import { signaturePage } from '../../../views/pages/registration/signature.ts'
import { uploadPage } from '../../../views/pages/registration/upload.ts'
import { formError } from '../../../views/texts/errors.ts'
import { signatureFault, type SignatureFault } from '../../../views/texts/signature.ts'
import type { RegistrationDependencies } from '../dependencies.ts'
import { openAccount } from '../open-account.ts'
import { faultOf } from '../outcome.ts'
import { faultsToShow, requireOwn, seeOther, showForm, showWait, typedAgain } from '../visitor.ts'
import { FILL_IN_PATH } from './fill-in.ts'
import { formOf, useForm, type FormToSign } from './forms.ts'

const READY = '/aktivalas/kesz'

/** `GET /regisztracio/alairas/urlap`: the form of this browser, and where it is given back. */
export async function giveBackGet(deps: RegistrationDependencies, ctx: Context): Promise<void> {
  const form = await formHere(deps, ctx)
  if (form === null) return seeOther(ctx, FILL_IN_PATH)
  showForm(deps, ctx, draw(form))
}

/** `GET /regisztracio/alairas/urlap.json`: the bytes that are to be signed. */
export async function downloadGet(deps: RegistrationDependencies, ctx: Context): Promise<void> {
  const form = await formHere(deps, ctx)
  if (form === null) return seeOther(ctx, FILL_IN_PATH)
  ctx.type = 'application/json'
  ctx.set('Content-Disposition', 'attachment; filename="ugyfelkapu-regisztracio.json"')
  ctx.body = form.text
}

/** `POST` of the page (#4): the signature and a password make an account whose services are there at once. */
export async function giveBackPost(deps: RegistrationDependencies, ctx: Context): Promise<void> {
  const { fields, files } = await readEither(ctx)
  requireOwn(deps, ctx, fields)
  const form = await formHere(deps, ctx)
  if (form === null) return gone(deps, ctx)
  const values = typedAgain(fields)
  const { username, identity, email } = form
  const typed = readNewPassword(fields, { username, email, names: namesOf(identity), birthdate: identity.birthdate })
  const { language } = plainFrame(ctx)
  const given = signatureGiven({ fields, files })
  const faults: FormError[] = [
    ...(typeof given === 'string' ? [signatureFault(language, given)] : []),
    ...(typed.ok ? [] : typed.faults.map(({ field, code }) => formError(language, code, { field }))),
  ]
  if (faults.length > 0 || typeof given === 'string' || !typed.ok) {
    return showForm(deps, ctx, draw(form), { faults, values })
  }

  const refusal = await judge(deps, ctx, form, given)
  if (refusal !== null) {
    return showForm(deps, ctx, draw(form), { faults: [signatureFault(language, refusal)], values })
  }
  if (deps.hashing.isFull()) throw new BusyError()
  const passwordHash = await deps.passwordHasher.hash(typed.password)
  const opened = await openAccount(deps, ctx, {
    registration: {
      how: 'signature',
      identity,
      username,
      email,
      language: languageOf(ctx),
      passwordHash,
      validity: typed.validity,
    },
    document: null,
    also: (transaction) => useForm(transaction, createFormCookie(deps.issuer).of(ctx) ?? '', form),
  })
  if (opened.kind === 'opened') return seeOther(ctx, READY)
  if (opened.kind === 'throttled') return showWait(deps, ctx, draw(form), { refusal: opened.refusal, values })
  if (opened.refusal === 'also') return gone(deps, ctx)
  // The name is part of what was signed: another one is another form
  const fault = faultOf(opened.refusal, null)
  showForm(deps, ctx, draw(form), { faults: faultsToShow(ctx, [{ ...fault, field: null }]), values })
}

/** Null where the signature counts, for this form and by the person it names. */
async function judge(
  { trustedAuthorities, clock, db, audit }: RegistrationDependencies,
  ctx: Context,
  { text, identity }: FormToSign,
  given: Buffer,
): Promise<SignatureRefusal | null> {
  const now = clock.now()
  const verified = await verifySignature(given, Buffer.from(text), { authorities: await trustedAuthorities(), now })
  const isTheirs =
    verified.ok &&
    sameName(verified.signer.familyName, identity.family_name) &&
    sameName(verified.signer.givenName, identity.given_name) &&
    verified.signer.birthdate === identity.birthdate
  if (verified.ok && isTheirs) return null
  const refusal = verified.ok ? 'certificate_names' : verified.refusal
  await inTransaction(db, (transaction) =>
    audit.record(transaction, {
      event: 'registration.refused',
      at: now,
      outcome: 'failure',
      actor: { type: 'person', id: null },
      reason: `signature_${refusal}`,
      address: clientAddress(ctx),
    }),
  )
  return refusal
}

function sameName(one: string, other: string): boolean {
  const compared = (name: string): string => name.normalize('NFKC').trim().replace(/\s+/g, ' ').toLocaleLowerCase('hu')
  return compared(one) === compared(other)
}

/** As a file or pasted; a fault where it is neither or both. */
function signatureGiven({ fields, files }: Upload): Buffer | SignatureFault {
  const file = files['signed_file']
  const pasted = (fields['signed'] ?? '').trim()
  if (file !== undefined && pasted !== '') return 'two'
  return file ?? (pasted === '' ? 'missing' : Buffer.from(pasted))
}

/** With a file the form is of another type; who pastes may send either. */
async function readEither(ctx: Context): Promise<Upload> {
  const type = ctx.req.headers['content-type'] ?? ''
  return /^multipart\//i.test(type) ? readUpload(ctx) : { fields: await readForm(ctx), files: {} }
}

function formHere(deps: RegistrationDependencies, ctx: Context): Promise<FormToSign | null> {
  const browser = createFormCookie(deps.issuer).of(ctx)
  return browser === null ? Promise.resolve(null) : formOf(deps, browser)
}

function gone(deps: RegistrationDependencies, ctx: Context): void {
  const faults = [signatureFault(plainFrame(ctx).language, 'form_gone')]
  showForm(deps, ctx, (frame) => signaturePage({ ...frame, action: FILL_IN_PATH }), { faults })
}

function draw({ identity, username, expiresAt }: FormToSign) {
  const name = `${identity.family_name} ${identity.given_name}`
  return (frame: StepFrame) => uploadPage(frame, { name, username, expires: expiresAt })
}

function namesOf(identity: NaturalIdentity): string[] {
  const { family_name, given_name, birth_family_name, birth_given_name } = identity
  return [family_name, given_name, birth_family_name, birth_given_name]
}
