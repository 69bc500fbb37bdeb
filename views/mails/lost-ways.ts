import type { Language } from '../frame.ts'

/** A way to sign in that can be lost, as mails about its recovery name it. */
export type LostWay = 'totp' | 'passkey' | 'dap'

/** Its names; `label` is the word before them. */
export const lostWays = {
  hu: {
    label: 'Elveszett belépési mód',
    totp: 'hitelesítő alkalmazás',
    passkey: 'belépőkulcs',
    dap: 'DÁP-eszköz',
  },
  en: { label: 'Lost way to sign in', totp: 'authenticator app', passkey: 'passkey', dap: 'DÁP device' },
} satisfies Record<Language, Record<LostWay | 'label', string>>
