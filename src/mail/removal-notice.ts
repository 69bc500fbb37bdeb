import type { Mail } from './mail.ts'

type Way = 'totp' | Extract<Mail, { template: 'way-removed' }>['props']['way']

/** The mail to somebody who took away this way to sign in, at the settings (M17). */
export function removalNotice(
  way: Way,
  { address: to, language }: { readonly address: string; readonly language: Mail['language'] },
): Mail {
  return way === 'totp'
    ? { to, language, template: 'app-removed', props: { by: 'settings' } }
    : { to, language, template: 'way-removed', props: { way } }
}
