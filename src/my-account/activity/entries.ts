import { activityEvents, activityWords, type ActivityKind } from '../../../views/texts/activity.ts'
import type { Language } from '../../../views/frame.ts'
import type { Audit } from '../../audit/record.ts'
import type { Db } from '../../database/connect.ts'
import type { Transaction } from '../../database/transaction.ts'
import type { EpochSeconds } from '../../system/clock.ts'
import { activityOf, type ActivityRow, type Selection } from './store.ts'

/** Who did it, as the person is told: an office by its name, a registrar never. */
export type DoneBy = 'person' | 'office' | 'administrator' | 'system' | 'service'

/** One entry of the log, in the person's language. */
export interface Entry {
  readonly id: string
  readonly at: EpochSeconds
  readonly event: string
  readonly succeeded: boolean
  readonly text: string
  readonly by: DoneBy
  readonly office: string | null
  readonly service: string | null
  /** Shortened: enough to know one's own network again, too little to be found by. */
  readonly address: string | null
}

/** What a filter of the page means. */
export function selectionOf(kind: ActivityKind | null, from: string | null, to: string | null): Selection {
  const byOffice = kind === 'office'
  return { events: activityEvents(byOffice ? null : kind), byOffice, from, to }
}

/** The entries of an account, newest first. */
export async function entriesOf(
  { db, audit }: { readonly db: Db | Transaction; readonly audit: Audit },
  accountId: string,
  {
    language,
    ...wanted
  }: {
    readonly selection: Selection
    readonly language: Language
    readonly before: string | null
    readonly limit: number
  },
): Promise<Entry[]> {
  const rows = await activityOf(db, accountId, wanted.selection, wanted)
  return await Promise.all(rows.map((row) => entryOf(audit, row, language)))
}

async function entryOf(audit: Audit, row: ActivityRow, language: Language): Promise<Entry> {
  const { uid, event, clientId } = row
  const { address, detail } = await audit.open({ uid, address_sealed: row.address, detail_sealed: row.detail })
  const succeeded = row.outcome === 'success'
  return {
    id: row.id,
    at: row.at,
    event,
    succeeded,
    text: activityWords(language, event, succeeded),
    by: DONE_BY[row.actorType],
    office: row.actorType === 'registrar' ? (detail?.['officeName'] ?? null) : null,
    service: row.names?.[language] ?? clientId,
    address: address === null ? null : shortened(address),
  }
}

const DONE_BY: Readonly<Record<ActivityRow['actorType'], DoneBy>> = {
  person: 'person',
  registrar: 'office',
  administrator: 'administrator',
  system: 'system',
  client: 'service',
}

/** `203.0.113.7` becomes `203.0.x.x`, `2001:db8:1::7` becomes `2001:db8:…`. */
function shortened(address: string): string {
  const v4 = /(\d+)\.(\d+)\.\d+\.\d+$/.exec(address)
  if (v4 !== null) return `${v4[1]}.${v4[2]}.x.x`
  return `${address.split(':').slice(0, 2).join(':')}:…`
}
