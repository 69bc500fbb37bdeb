/** Phones for the people of a test: trusted by its Kapu, and bound where somebody holds a DÁP app. */
import type { PidPerson } from '../../demo/wallet/pid-issuer.ts'
import type { Db } from '../../src/database/connect.ts'
import { inTransaction } from '../../src/database/transaction.ts'
import { systemClock } from '../../src/system/clock.ts'
import { randomUuid } from '../../src/system/random.ts'
import { insertKey } from '../../src/wallets/keys/store.ts'
import type { Kapu, TestAccount } from './kapu.ts'
import { createScriptedPhone, type ScriptedPhone } from './scripted-phone.ts'

/** Whose credential is in the phones of a test's accounts, if nobody says otherwise. */
export const PERSON: PidPerson = {
  family_name: 'Kovács',
  given_name: 'Anna',
  birthdate: '1984-03-17',
  place_of_birth: { locality: 'Szeged', country: 'HU' },
}

/** A phone with a credential, that no account knows. */
export function newPhone({ walletWorld: world }: Kapu, person: PidPerson = PERSON): Promise<ScriptedPhone> {
  // Whatever the test lets pass, passes for the phone, too
  return createScriptedPhone({ ...world, person, now: () => Math.floor(Date.now() / 1000) })
}

/** Binds a phone's key to an account, as its owner did before. */
export async function bindPhone(
  db: Db,
  accountId: string,
  phone: Pick<ScriptedPhone, 'thumbprint' | 'publicJwk'>,
): Promise<string> {
  const { thumbprint, publicJwk } = phone
  const id = randomUuid()
  const key = { id, accountId, thumbprint, publicJwk, name: 'Telefon', now: systemClock.now() }
  await inTransaction(db, (transaction) => insertKey(transaction, key))
  return id
}

/** This account's phone. */
export async function phoneOf(kapu: Kapu, { id }: Pick<TestAccount, 'id'>): Promise<ScriptedPhone> {
  const phone = await newPhone(kapu)
  await bindPhone(kapu.db, id, phone)
  return phone
}
