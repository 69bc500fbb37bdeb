import type { FactorId } from '../assurance/event.ts'
import type { Db } from '../database/connect.ts'
import type { Factor } from '../factors/factor.ts'
import type { Clock } from '../system/clock.ts'
import type { Logger } from '../system/logger.ts'
import type { Notice, Trouble, Troubles } from './notice.ts'
import { readNotices } from './store.ts'

/**
 * What this process knows of methods in trouble. Read into memory every few seconds, so that all instances agree and a
 * sign-in asks nothing of the database for it.
 */
export interface NoticeBoard {
  /** What is wrong now, as of the last look. */
  current(): Troubles
  /** Looks again. What cannot be looked at stays as it was. */
  refresh(): Promise<void>
}

export interface BoardDependencies {
  readonly db: Db
  readonly clock: Clock
  readonly logger: Logger
  /** Asked for their health, where they can tell it. */
  readonly factors: readonly (Pick<Factor, 'health'> & { readonly id: FactorId })[]
}

export function createNoticeBoard({ db, clock, logger, factors }: BoardDependencies): NoticeBoard {
  let notices: readonly Notice[] = []
  let failing: ReadonlySet<FactorId> = new Set()

  /** A health that cannot be told is none: whatever is broken, the method itself will say so. */
  async function healthOf(factor: BoardDependencies['factors'][number]): Promise<readonly FactorId[]> {
    const { id } = factor
    try {
      return (await factor.health?.(clock.now())) === 'failing' ? [id] : []
    } catch (error) {
      logger.error({ err: error, factor: id }, 'the health of a factor is not known')
      return failing.has(id) ? [id] : []
    }
  }

  return {
    current() {
      const now = clock.now()
      const found = new Map<FactorId, Trouble>([...failing].map((id) => [id, { texts: null, closed: false }]))
      for (const { method, texts, closed, until } of notices) {
        if (until === null || now < until) found.set(method, { texts, closed })
      }
      return found
    },
    async refresh() {
      const [read, ...ill] = await Promise.all([readNotices(db), ...factors.map(healthOf)])
      const nowFailing = new Set(ill.flat())
      for (const { id } of factors) {
        if (nowFailing.has(id) && !failing.has(id)) logger.warn({ factor: id }, 'a method is failing')
        if (!nowFailing.has(id) && failing.has(id)) logger.warn({ factor: id }, 'a method works again')
      }
      notices = read
      failing = nowFailing
    },
  }
}
