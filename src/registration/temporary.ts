import type { Context } from 'koa'
import type { Form } from '../http/form-body.ts'
import { languageOf } from '../http/language.ts'
import { temporaryPage } from '../../views/pages/registration/temporary.ts'
import { readAccountFields } from './account-form.ts'
import type { RegistrationDependencies } from './dependencies.ts'
import { readIdentity, tidy, type FieldFault } from './identity-form.ts'
import { openAccount } from './open-account.ts'
import { showOutcome } from './outcome.ts'
import { faultsToShow, readOwnForm, showForm, typedAgain } from './visitor.ts'

const DOCUMENTS: ReadonlySet<string> = new Set(['identity_card', 'passport', 'driving_licence'])

/** C10, `GET /regisztracio/ideiglenes`. */
export function temporaryGet(deps: RegistrationDependencies, ctx: Context): void {
  showForm(deps, ctx, temporaryPage)
}

/** `POST` of the same page (#1). Everything wrong with it is told at once, and looked up only when nothing is. */
export async function temporaryPost(deps: RegistrationDependencies, ctx: Context): Promise<void> {
  const form = await readOwnForm(deps, ctx)
  const { lifePolicy, clock } = deps
  const rule = { minAge: lifePolicy.person.minAge, timeZone: lifePolicy.timeZone }
  const { identity, faults } = readIdentity(form, rule, clock.now())
  const document = { type: form['document_type'] ?? '', number: tidy(form['document_number']).toUpperCase() }
  const { account, faults: accountFaults } = readAccountFields(form)
  const all = [...faults, ...documentFaults(document), ...accountFaults]
  if (identity === null || all.length > 0) return again(deps, ctx, form, all)

  const registration = { how: 'temporary', identity, ...account, language: languageOf(ctx) } as const
  const opened = await openAccount(deps, ctx, { registration, document })
  await showOutcome(deps, ctx, { opened, form, draw: temporaryPage, registration, temporary: true })
}

function documentFaults({ type, number }: { type: string; number: string }): FieldFault[] {
  return [
    ...(DOCUMENTS.has(type) ? [] : [{ field: 'document_type', fault: 'document_type' } as const]),
    ...(/^[\p{L}\d][\p{L}\d /-]{3,18}[\p{L}\d]$/u.test(number)
      ? []
      : [{ field: 'document_number', fault: 'document_number' } as const]),
  ]
}

function again(deps: RegistrationDependencies, ctx: Context, form: Form, faults: readonly FieldFault[]): void {
  showForm(deps, ctx, temporaryPage, { faults: faultsToShow(ctx, faults), values: typedAgain(form) })
}
