import type { Language } from '../frame.ts'

/** The words for what every mail tells about its occasion. */
export const factLabels = {
  hu: { code: 'Kód', service: 'Szolgáltatás', requested: 'Mikor kérték', valid: 'Érvényes', happened: 'Mikor történt' },
  en: { code: 'Code', service: 'Service', requested: 'Requested', valid: 'Valid', happened: 'When' },
} satisfies Record<Language, unknown>
