/**
 * Forgotten passwords (C14, RD5). The request does one thing for everybody: it puts what was asked into the queue,
 * sealed. Whether name and address belong together is looked at by the job, so that neither the answer nor its time
 * can tell; the present password stays as it is (RD4).
 */
import type { Context } from 'koa'
import * as z from 'zod'
import { normalEmail } from '../accounts/email.ts'
import { usernameKey } from '../accounts/username.ts'
import { inTransaction } from '../database/transaction.ts'
import type { Form } from '../http/form-body.ts'
import { plainFrame } from '../http/frame.ts'
import { randomUuid } from '../system/random.ts'
import type { FormError } from '../../views/frame.ts'
import { askedPage, forgottenPage } from '../../views/pages/registration/forgotten.ts'
import { formError } from '../../views/texts/errors.ts'
import { registrationFault } from '../../views/texts/registration.ts'
import { faultOfEmail } from './account-form.ts'
import { counted } from './counted.ts'
import type { RegistrationDependencies } from './dependencies.ts'
import { addForgottenJob } from './store.ts'
import { readOwnForm, seeOther, show, showForm, showWait, stranger, typedAgain } from './visitor.ts'

/** The task's name in the queue. */
const TASK = 'forgotten_password'

const ASKED = '/elfelejtett-jelszo/elkuldve'

/** What lies in the queue's table: nothing that may be read. */
const jobSchema = z.object({ id: z.uuid(), sealed: z.string() })

const askedSchema = z.object({
  username: z.string(),
  email: z.string(),
  address: z.string(),
  requestId: z.string(),
})

export function forgottenGet(deps: RegistrationDependencies, ctx: Context): void {
  showForm(deps, ctx, forgottenPage)
}

/** `POST` of the same page. Every request counts, whatever it asks for. */
export async function forgottenPost(deps: RegistrationDependencies, ctx: Context): Promise<void> {
  const form = await readOwnForm(deps, ctx)
  const values = typedAgain(form)
  const faults = formFaults(ctx, form)
  if (faults.length > 0) return showForm(deps, ctx, forgottenPage, { faults, values })

  const username = (form['username'] ?? '').trim()
  const email = (form['email'] ?? '').trim()
  const { address = '', requestId = '' } = stranger(ctx)
  const id = randomUuid()
  const sealed = await deps.sealing.seal(
    context(id),
    JSON.stringify({ username, email, address, requestId } satisfies z.infer<typeof askedSchema>),
  )
  const account = `${usernameKey(username)}\0${normalEmail(email)}`
  const reserved = await counted(deps, ctx, async (transaction) => {
    const asked = await deps.throttle.reserveAsking(transaction, { kind: 'forgotten', account, address })
    if (asked.allowed) await addForgottenJob(transaction, TASK, { id, sealed })
    return asked
  })
  if (!reserved.allowed) return showWait(deps, ctx, forgottenPage, { refusal: reserved, values })
  seeOther(ctx, ASKED)
}

/** `GET /elfelejtett-jelszo/elkuldve`: the same page for everybody, at any time. */
export function askedGet(ctx: Context): void {
  show(ctx, askedPage(plainFrame(ctx)))
}

/** What the job runner does with what was asked. */
export function forgottenTasks({ db, sealing, life }: Pick<RegistrationDependencies, 'db' | 'sealing' | 'life'>) {
  return {
    async [TASK](payload: unknown): Promise<void> {
      const job = jobSchema.parse(payload)
      const { username, email, address, requestId } = askedSchema.parse(
        JSON.parse(await sealing.open(context(job.id), job.sealed)),
      )
      await inTransaction(db, (transaction) =>
        life.forgotten(
          transaction,
          { username, email },
          { actor: { type: 'person', id: null }, ...(address === '' ? {} : { address }), requestId },
        ),
      )
    },
  }
}

function formFaults(ctx: Context, form: Form): FormError[] {
  const { language } = plainFrame(ctx)
  const email = faultOfEmail((form['email'] ?? '').trim())
  return [
    ...((form['username'] ?? '').trim() === '' ? [formError(language, 'E-USERNAME-01', { field: 'username' })] : []),
    ...(email === null ? [] : [registrationFault(language, email, 'email')]),
  ]
}

function context(id: string): string {
  return `forgotten-password:${id}`
}
