import type { FactorId } from '../assurance/event.ts'
import { isWayId, mailWords } from '../../views/texts/factors.ts'
import type { Mail } from './mail.ts'

/**
 * The mail to somebody who held `before` and has now enrolled `factor`; null where nobody needs one. The first second
 * factor switches Client Gate+ on (M16), a further one is a device (M23).
 */
export function enrolmentNotice(
  { factor, before }: { readonly factor: FactorId; readonly before: readonly FactorId[] },
  { serviceName, ...recipient }: Pick<Mail, 'to' | 'language'> & { readonly serviceName: string },
): Mail | null {
  if (!isWayId(factor)) return null
  const words = mailWords(recipient.language, factor)
  if (words.first !== undefined && !before.some(isSecondStep))
    return { ...recipient, template: 'factor-enrolled', props: { serviceName, way: factor } }
  const moved = before.includes(factor) && words.moved !== undefined
  return { ...recipient, template: 'device-moved', props: { way: factor, moved } }
}

/** Client Gate+ is what comes after the password. */
function isSecondStep(factor: FactorId): boolean {
  return isWayId(factor) && mailWords('hu', factor).first !== undefined
}
