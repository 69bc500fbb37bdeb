import type { Db } from '../../database/connect.ts'
import type { Sealing } from '../../system/sealing.ts'
import { totpPage } from '../../../views/factors/totp.ts'
import type { Ceremony, Verdict } from '../factor.ts'
import { digitsOf, newSecret, stepOf } from './code.ts'
import { readAuthenticator, spendStep } from './store.ts'

/** The place a secret is sealed to. */
export function secretContext(accountId: string): string {
  return `totp-secret:${accountId}`
}

export function createAuthentication({ db, sealing }: { readonly db: Db; readonly sealing: Sealing }): Ceremony {
  // For an account without an app: the code is judged all the same, against a secret that nobody has.
  const nobodys = newSecret()
  const nobodysSealed = sealing.seal(secretContext('nobody'), nobodys)

  return {
    sends: false,
    keepsState: false,
    begin: async () => null,
    page: async () => totpPage,
    async finish(context, _state, reply) {
      const code = digitsOf(reply['code'] ?? '')
      const { accountId } = context
      const app = await readAuthenticator(db, accountId)
      const secret =
        app === null || accountId === null
          ? await sealing.open(secretContext('nobody'), await nobodysSealed)
          : await sealing.open(secretContext(accountId), app.secretSealed)
      const step = await stepOf(secret, code, context.now)
      // A step that was spent is a wrong code, with the same words (RFC 6238 §5.2).
      if (app === null || accountId === null || step === null || step <= app.lastStep) return wrongCode(code)
      return {
        verified: true,
        accountId,
        authenticatorId: app.id,
        settle: (transaction) => spendStep(transaction, { accountId, id: app.id, step }),
      }
    },
  }
}

/** One text for a wrong code; another where there was no code at all. */
export function wrongCode(code: string): Verdict {
  const wrong = { verified: false, field: 'code', stateSpent: false } as const
  return code === '' ? { ...wrong, text: 'E-CODE-05', unjudged: true } : { ...wrong, text: 'E-CODE-01' }
}
