import type { Transaction } from '../../database/transaction.ts'
import type { Mail } from '../../mail/mail.ts'
import { openAddress } from '../account.ts'
import { noticeAddressOf } from '../notice-address/notice-addresses.ts'
import type { RecoveryDependencies } from './dependencies.ts'
import { readRecipient } from './store.ts'

type Notice = Extract<Mail, { template: 'recovery-started' | 'recovery-cancelled' | 'recovery-done' }>

/** The same notice to the identification address and to the second one, each in a mail of its own. */
export async function mailBoth(
  { sealing, enqueueMail }: Pick<RecoveryDependencies, 'sealing' | 'enqueueMail'>,
  transaction: Transaction,
  accountId: string,
  notice: { [N in Notice as N['template']]: Pick<N, 'template' | 'props'> }[Notice['template']],
): Promise<void> {
  const account = await readRecipient(transaction, accountId)
  if (account === null) return
  const identification = await openAddress(sealing, accountId, account.emailSealed)
  const other = await noticeAddressOf(transaction, sealing, accountId)
  for (const to of new Set([identification, ...(other === null ? [] : [other.address])]))
    await enqueueMail(transaction, { to, language: account.language, ...notice })
}
