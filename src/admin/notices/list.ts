import type { Command } from 'commander'
import type { Notice } from '../../notices/notice.ts'
import { readNotices } from '../../notices/store.ts'
import type { EpochSeconds } from '../../system/clock.ts'
import { command, type Host } from '../command.ts'
import { done } from '../outcome.ts'
import { moment, table } from '../table.ts'

/** `kapu notice list`: what administrators say of methods, also what is over. */
export function noticeList(host: Host): Command {
  return command('list', 'List what is said of methods', ['kapu notice list', 'kapu notice list --json']).action(
    (options: { json?: boolean }) =>
      host.run(options, async ({ db, clock }) => {
        const now = clock.now()
        const notices = await readNotices(db)
        const rows = notices.map((notice) => [
          notice.method,
          isOver(notice, now) ? 'over' : notice.closed ? 'closed' : 'failing',
          notice.until === null ? '' : moment(notice.until),
          notice.texts.hu,
          notice.texts.en,
        ])
        const data = notices.map((notice) => describeNotice(notice, now))
        return done(data, table(['method', 'state', 'until', 'hungarian', 'english'], rows))
      }),
  )
}

/** A notice as programs read it. */
export function describeNotice(notice: Notice, now: EpochSeconds): Readonly<Record<string, unknown>> {
  return { ...notice, over: isOver(notice, now) }
}

function isOver({ until }: Notice, now: EpochSeconds): boolean {
  return until !== null && now >= until
}
