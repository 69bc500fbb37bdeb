import { account, progress, session } from '../builders.ts'

export const a = account('a')
export const b = account('b')
export const mail = account('a', { held: ['password', 'email-code', 'identification-mail'] })
export const both = account('a', { held: ['password', 'totp', 'email-code', 'identification-mail'] })
export const bare = account('a', { held: ['password', 'identification-mail'], enrollable: ['totp', 'email-code'] })
export const wallet = account('a', { held: ['password', 'totp', 'dap', 'identification-mail'] })
export const keyed = account('a', { held: ['password', 'totp', 'passkey', 'identification-mail'] })
export const signedIn = session('a', ['password', 'totp'])
export const twoFactors = progress('a', ['password', 'totp'])
export const bTwoFactors = progress('b', ['password', 'totp'])
