import { sql } from 'kysely'
import type { Db } from '../../database/connect.ts'
import { prepared } from '../../database/prepared.ts'

/** What is needed to tell a service who an account's person is. */
export interface SubjectSource {
  readonly personId: string
  readonly seedSealed: string
  /** The subject this sector already knows the person by. */
  readonly sub: string | null
}

/** Null where the account is no more. */
export async function subjectSource(db: Db, accountId: string, sector: string): Promise<SubjectSource | null> {
  const { rows } = await sql<SubjectSource>`${prepared}
    select p.id as "personId", p.subject_seed_sealed as "seedSealed", s.sub
    from accounts a join persons p on p.id = a.person_id
    left join pairwise_subjects s on s.person_id = p.id and s.sector = ${sector}
    where a.id = ${accountId}`.execute(db)
  return rows[0] ?? null
}

/** The subject that a sector knew a deleted account by, while it is still being told of the end of a session. */
export async function subjectOfDeleted(db: Db, accountId: string, sector: string): Promise<string | null> {
  const { rows } = await sql<{ sub: string }>`
    select d.sub from logout_deliveries d join clients c on c.client_id = d.client_id
    where d.account_id = ${accountId} and c.sector = ${sector} and d.sub is not null limit 1`.execute(db)
  return rows[0]?.sub ?? null
}

/** Remembers an issued subject: an HMAC cannot be inverted, and hints must lead back to the person. */
export async function rememberSubject(db: Db, sector: string, sub: string, personId: string): Promise<void> {
  await sql`
    insert into pairwise_subjects (sector, sub, person_id) values (${sector}, ${sub}, ${personId})
    on conflict do nothing`.execute(db)
}

/** The account that a sector knows by this subject. */
export async function accountOfSubject(db: Db, sector: string, sub: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select a.id from pairwise_subjects s join accounts a on a.person_id = s.person_id
    where s.sector = ${sector} and s.sub = ${sub}`.execute(db)
  return rows[0]?.id ?? null
}
