import type { FactorId } from '../assurance/event.ts'
import type { Mail } from './mail.ts'

/** Which of the notices it is: the first second factor switches Client Gate+ on (M16), a further one is a device (M23). */
const FURTHER: Readonly<Partial<Record<FactorId, { readonly added: What; readonly moved?: What }>>> = {
  totp: { added: 'app_added', moved: 'app_moved' },
  'email-code': { added: 'email_code_added' },
  passkey: { added: 'passkey_added' },
  dap: { added: 'dap_added' },
}

type What = Extract<Mail, { template: 'device-moved' }>['props']['what']

/** The mail to somebody who held `before` and has now enrolled `factor`; null where nobody needs one. */
export function enrolmentNotice(
  { factor, before }: { readonly factor: FactorId; readonly before: readonly FactorId[] },
  { serviceName, ...recipient }: Pick<Mail, 'to' | 'language'> & { readonly serviceName: string },
): Mail | null {
  const further = FURTHER[factor]
  if (further === undefined) return null
  if (before.includes(factor)) {
    return { ...recipient, template: 'device-moved', props: { what: further.moved ?? further.added } }
  }
  const isFirst = !before.some((held) => Object.hasOwn(FURTHER, held))
  if (isFirst && (factor === 'totp' || factor === 'email-code')) {
    return { ...recipient, template: 'factor-enrolled', props: { serviceName, factor } }
  }
  return { ...recipient, template: 'device-moved', props: { what: further.added } }
}
