import { sql, type Kysely } from 'kysely'

/**
 * What happened, in rows that only grow. `mac` is computed with a key that is not in the database; `xid` lets a sealer
 * know which transactions are still open; `seal_no` is all that may ever be set later, once.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table audit_events (
      id bigint generated always as identity primary key,
      xid xid8 not null default pg_current_xact_id(),
      uid uuid not null,
      schema_version integer not null,
      instance text not null,
      at timestamptz not null,
      event text not null,
      outcome text not null check (outcome in ('success', 'failure')),
      actor_type text not null check (actor_type in ('person', 'administrator', 'registrar', 'system', 'client')),
      actor_id text,
      subject_account_id uuid,
      client_id text,
      session_ref bytea,
      sign_in_id text,
      request_id text,
      acr text,
      amr text[],
      reason text,
      address_sealed text,
      detail_sealed text,
      mac_kid text not null,
      mac bytea not null,
      seal_no bigint
    )`.execute(db)
  await sql`create index audit_events_subject_account_id_at_idx on audit_events (subject_account_id, at)
    where subject_account_id is not null`.execute(db)
  await sql`create index audit_events_id_idx on audit_events (id) where seal_no is null`.execute(db)
  await sql`
    create function audit_events_only_grow() returns trigger language plpgsql as $$
    begin
      if tg_op = 'UPDATE' and old.seal_no is null and new.seal_no is not null then
        old.seal_no := new.seal_no;
        if new is not distinct from old then
          return new;
        end if;
      end if;
      raise exception 'audit events are neither changed nor deleted' using errcode = 'insufficient_privilege';
    end $$`.execute(db)
  await sql`create trigger audit_events_only_grow before update or delete on audit_events
    for each row execute function audit_events_only_grow()`.execute(db)
  await sql`create trigger audit_events_only_grow_truncate before truncate on audit_events
    for each statement execute function audit_events_only_grow()`.execute(db)
}
