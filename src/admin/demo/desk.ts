import * as z from 'zod'
import type { Audit } from '../../audit/record.ts'
import type { Db } from '../../database/connect.ts'
import { inTransaction, type Transaction } from '../../database/transaction.ts'
import { officeTypes, registrarRoles } from '../../offices/office.ts'
import { insertOffice, insertRegistrar, replaceOfficesOf } from '../../offices/store.ts'
import type { Clock, EpochSeconds } from '../../system/clock.ts'

/** An office of the demonstration. */
export const demoOffice = z.strictObject({
  id: z.string(),
  type: z.enum(officeTypes),
  names: z.strictObject({ hu: z.string(), en: z.string() }),
})

/** What makes a demo account a registrar. */
export const deskPlace = z.strictObject({ role: z.enum(registrarRoles), offices: z.array(z.string()) })

interface Dependencies {
  readonly db: Db
  readonly audit: Audit
  readonly clock: Clock
}

/** Opens the offices that are not there yet. */
export async function seedOffices(
  { db, audit, clock }: Dependencies,
  offices: readonly z.infer<typeof demoOffice>[],
): Promise<void> {
  const at = clock.now()
  for (const office of offices) {
    await inTransaction(db, async (transaction) => {
      if (!(await insertOffice(transaction, { ...office, active: true }, at))) return
      const actor = { type: 'system', id: null } as const
      await audit.record(transaction, {
        event: 'demo.seeded',
        at,
        outcome: 'success',
        actor,
        detail: { office: office.id },
      })
    })
  }
}

/** Lets an account that was just made act at the desk. */
export async function seedRegistrar(
  transaction: Transaction,
  place: z.infer<typeof deskPlace> & { readonly accountId: string; readonly at: EpochSeconds },
): Promise<void> {
  const { accountId, role, offices, at } = place
  await insertRegistrar(transaction, { accountId, role, active: true, addedBy: 'demonstration', at })
  await replaceOfficesOf(transaction, accountId, offices)
}
