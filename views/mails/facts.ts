import type { Language } from '../frame.ts'

/** The words for what mails tell about their occasion. */
export const factLabels = {
  hu: {
    code: 'Kód',
    service: 'Szolgáltatás',
    requested: 'Mikor kérték',
    valid: 'Érvényes',
    happened: 'Mikor történt',
    enterAt: 'A kódot itt adja meg',
    finaliseBy: 'Véglegesítse',
    passwordValid: 'Jelszava érvényes',
    office: 'Hivatal',
    act: 'Művelet',
    newAddress: 'Az új cím',
    detail: 'Részletesség',
    month: 'Hónap',
  },
  en: {
    code: 'Code',
    service: 'Service',
    requested: 'Requested',
    valid: 'Valid',
    happened: 'When',
    enterAt: 'Enter the code at',
    finaliseBy: 'Finalise',
    passwordValid: 'Your password is valid',
    office: 'Office',
    act: 'What was done',
    newAddress: 'The new address',
    detail: 'Detail',
    month: 'Month',
  },
} satisfies Record<Language, unknown>
