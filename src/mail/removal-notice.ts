import { mailWords, type WayId } from '../../views/texts/factors.ts'
import type { Mail } from './mail.ts'

/** The mail to somebody who took away this way to sign in, at the settings (M17). */
export function removalNotice(
  way: WayId,
  { address: to, language }: { readonly address: string; readonly language: Mail['language'] },
): Mail {
  // The app's mail speaks of its deletion code, too
  return mailWords(language, way).removed === null
    ? { to, language, template: 'app-removed', props: { by: 'settings' } }
    : { to, language, template: 'way-removed', props: { way } }
}
