import type { Command } from 'commander'
import { inTransaction } from '../../database/transaction.ts'
import type { Notice } from '../../notices/notice.ts'
import { putNotice } from '../../notices/store.ts'
import type { EpochSeconds } from '../../system/clock.ts'
import { type AdminContext, command, type Host } from '../command.ts'
import { done, type Outcome, refused } from '../outcome.ts'
import { instantInBudapest } from '../date-time.ts'
import { describeNotice } from './list.ts'

interface SetOptions {
  readonly json?: boolean
  readonly method: string
  readonly hu: string
  readonly en: string
  readonly until?: string
  readonly closed?: boolean
}

const MAX_LENGTH = 300

/** `kapu notice set`: says of a method that it fails, on every page that offers it. */
export function noticeSet(host: Host): Command {
  const examples = [
    'kapu notice set --method email-code --hu "A levelek most késnek." --en "Mails are late right now."',
    'kapu notice set --method dap --closed --until 2026-12-24T06:00 --hu "Éjjel karbantartás van." --en "Maintenance tonight."',
  ]
  return command('set', 'Say that a method fails; it is greyed out and put last', examples)
    .requiredOption('--method <id>', 'the method, as config/policy.yaml names it')
    .requiredOption('--hu <text>', 'what people read in Hungarian')
    .requiredOption('--en <text>', 'what people read in English')
    .option('--until <date-time>', 'until then, in Budapest: 2026-12-24T06:00; otherwise until it is cleared')
    .option('--closed', 'nobody can choose it, unless nothing else is left to them')
    .action((options: SetOptions) => host.run(options, (context) => set(options, context)))
}

async function set(options: SetOptions, context: AdminContext): Promise<Outcome> {
  const { db, audit, clock, administrator, methods } = context
  const now = clock.now()
  const until = options.until === undefined ? null : instantInBudapest(options.until)
  const fault = faultOf(options, methods, { until, now })
  if (fault !== null) return fault
  const { method, closed = false } = options
  const notice: Notice = { method, closed, until, texts: { hu: options.hu.trim(), en: options.en.trim() } }
  await inTransaction(db, async (transaction) => {
    await putNotice(transaction, notice, now)
    const actor = { type: 'administrator', id: administrator } as const
    const detail = { method, closed: String(closed), ...notice.texts }
    await audit.record(transaction, { event: 'notice.set', at: now, outcome: 'success', actor, reason: method, detail })
  })
  return done(describeNotice(notice, now), `${method}: said on every page within seconds.`)
}

function faultOf(
  { method, hu, en, until: written }: SetOptions,
  methods: readonly string[],
  { until, now }: { until: EpochSeconds | null; now: EpochSeconds },
): Outcome | null {
  if (!methods.includes(method))
    return refused('notFound', `no method ${method}; the policy knows ${methods.join(', ')}`)
  const long = [hu, en].some((text) => text.trim() === '' || text.trim().length > MAX_LENGTH)
  if (long) return refused('invalid', `a notice has 1 to ${MAX_LENGTH} characters in each language`)
  if (written === undefined || (until !== null && until > now)) return null
  return refused('invalid', 'give a date and time after the present one, like 2026-12-24T06:00')
}
