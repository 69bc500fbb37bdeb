/** The frames that the gallery's states are drawn with. */
import type { Frame, Language, StepFrame } from '../../views/frame.ts'
import { formError } from '../../views/texts/errors.ts'
import type { ErrorCode } from '../../views/texts/errors.ts'

/** 2026-11-25 14:32 in Budapest. */
export const anInstant = 1_795_613_520

export const mailbox = {
  hu: { name: 'Tárhely', origin: 'https://tarhely.example.hu' },
  en: { name: 'Citizens Mailbox', origin: 'https://tarhely.example.hu' },
}

export const longService = {
  hu: {
    name: 'Országos Környezetvédelmi, Természetvédelmi és Vízügyi Engedélyezési Ügyek Elektronikus Ügyintézési Szolgáltatása',
    origin:
      'https://kornyezetvedelmi-engedelyezesi-ugyek.elektronikus-ugyintezes.nagyon-hosszu-hivatal.example.hu:8443',
  },
  en: {
    name: 'National Electronic Administration Service for Environmental, Nature Conservation and Water Management Permits',
    origin:
      'https://kornyezetvedelmi-engedelyezesi-ugyek.elektronikus-ugyintezes.nagyon-hosszu-hivatal.example.hu:8443',
  },
}

/** Text that would break a page which does not escape. */
export const hostile = `"><script>alert(1)</script><img src=x onerror=alert(1)>'`

export function aFrame(language: Language, changes: Partial<Frame> = {}): Frame {
  return {
    language,
    languageLinks: { hu: '?lang=hu', en: '?lang=en' },
    incidentId: 'a7Qk-29fd-Xw',
    service: mailbox[language],
    ...changes,
  }
}

export function aStep(language: Language, changes: Partial<StepFrame> = {}): StepFrame {
  return {
    ...aFrame(language),
    action: '/interaction/q3y7AZ/step',
    csrf: 'Zm9yIHRoZSBnYWxsZXJ5',
    error: null,
    values: {},
    cancelPossible: true,
    ...changes,
  }
}

/** The frame of a form that came back with a fault. */
export function aFaultyStep(
  language: Language,
  code: ErrorCode,
  options: { field?: string; until?: number } = {},
  changes: Partial<StepFrame> = {},
): StepFrame {
  return aStep(language, { error: formError(language, code, options), ...changes })
}
