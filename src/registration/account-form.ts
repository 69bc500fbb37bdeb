import { isEmailAddress, normalEmail } from '../accounts/email.ts'
import { usernameFault } from '../accounts/username.ts'
import type { Form } from '../http/form-body.ts'
import type { FieldFault } from './identity-form.ts'

/** What an account is opened with besides the person. */
export interface AccountFields {
  readonly email: string
  readonly username: string
}

/** The fields of `views/pages/registration/account-fields.ts`, or everything wrong with them. Looks nothing up. */
export function readAccountFields(form: Form): {
  readonly account: AccountFields
  readonly faults: readonly FieldFault[]
} {
  const email = (form['email'] ?? '').trim()
  const username = (form['username'] ?? '').trim()
  const faults: FieldFault[] = []
  const emailFault = faultOfEmail(email)
  if (emailFault !== null) faults.push({ field: 'email', fault: emailFault })
  else if (normalEmail(form['email_again'] ?? '') !== normalEmail(email))
    faults.push({ field: 'email_again', fault: 'email_again' })
  const nameFault = username === '' ? null : usernameFault(username)
  if (username === '') faults.push({ field: 'username', fault: 'username' })
  else if (nameFault !== null) faults.push({ field: 'username', fault: `username_${nameFault}` })
  if (form['notice'] !== 'yes') faults.push({ field: 'notice', fault: 'notice' })
  return { account: { email, username }, faults }
}

/** What is wrong with an address as text; whether mail arrives there only a code can show. */
export function faultOfEmail(email: string): 'email' | 'email_form' | null {
  if (email === '') return 'email'
  return isEmailAddress(email) ? null : 'email_form'
}
