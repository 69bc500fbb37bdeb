import { sql, type Kysely } from 'kysely'

/**
 * A kind of limit that no time lifts: `cap`, the consecutive failures of one password. The reservation now says how
 * many attempts each counter holds, so that who reserves the last one knows it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create or replace function throttle_refusals(at timestamptz, scopes jsonb)
    returns table (refused boolean, scope text, key bytea, until timestamptz)
    language sql as $$
      select true, s.scope, c.key, case when s.kind = 'waits' then c.blocked_until else c.window_ends_at end
      from jsonb_to_recordset(scopes) as s (scope text, kind text, key text, marker text, max integer)
      join throttle_counters c on c.key = decode(s.key, 'hex')
      left join throttle_counters m on m.key = decode(s.marker, 'hex')
      where case s.kind
        when 'waits' then c.blocked_until > at
        when 'cap' then c.expires_at > at and c.count >= s.max
        when 'window' then c.window_ends_at > at and c.count >= s.max
        -- A name that already counts in this window is not one name more.
        when 'distinct' then c.window_ends_at > at and c.count >= s.max
          and not coalesce(m.count > 0 and m.window_ends_at > at, false)
        else false
      end
    $$`.execute(db)
  await sql`drop function throttle_reserve(timestamptz, jsonb)`.execute(db)
  await sql`
    -- Counts one attempt in every scope, as if it had failed, or in none. The rows of all scopes are locked in the
    -- order of their keys, so that two attempts never wait for one another, and decided on after that.
    create function throttle_reserve(at timestamptz, scopes jsonb)
    returns table (refused boolean, scope text, key bytea, until timestamptz, attempts integer)
    language plpgsql as $$
    begin
      -- What is refused already is refused without a lock: a flood must not queue up behind its own row.
      return query select r.*, null::integer from throttle_refusals(at, scopes) r;
      if found then return; end if;

      insert into throttle_counters as c (key, scope, expires_at)
      select decode(s.key, 'hex'), s.scope, at
      from jsonb_to_recordset(scopes) as s (scope text, key text)
      order by 1
      on conflict on constraint throttle_counters_pkey do update set scope = excluded.scope;

      return query select r.*, null::integer from throttle_refusals(at, scopes) r;
      if found then return; end if;

      return query
      with attempt as (
        select s.*, c.key as counter, c.window_ends_at as ends, now.open, now.seen,
          case when s.kind in ('waits', 'cap') and now.remembered or s.kind not in ('waits', 'cap') and now.open
            then c.count else 0 end + 1 as attempts,
          case when now.remembered then c.consecutive else 0 end + 1 as consecutive,
          case when now.remembered then c.filled + (not now.open and c.count >= s.max)::integer else 0 end as filled
        from jsonb_to_recordset(scopes) as s (scope text, kind text, key text, marker text, max integer, per integer,
          growth double precision, longest integer, free integer, waits integer[], forget integer)
        join throttle_counters c on c.key = decode(s.key, 'hex')
        left join throttle_counters m on m.key = decode(s.marker, 'hex')
        cross join lateral (select c.expires_at > at as remembered, coalesce(c.window_ends_at > at, false) as open,
          coalesce(m.count > 0 and m.window_ends_at > at, false) as seen) as now
      ), measured as (
        -- A window that was filled before may be longer the next time. 'waits' has no window.
        select a.*, case when a.open then a.ends else at + make_interval(secs =>
          floor(least(a.per * power(coalesce(a.growth, 1), a.filled), coalesce(a.longest, a.per)))) end as window_end
        from attempt a
      )
      update throttle_counters c set
        count = a.attempts,
        consecutive = a.consecutive,
        filled = coalesce(a.filled, 0),
        window_ends_at = a.window_end,
        blocked_until = case when a.kind = 'waits' then
          at + make_interval(secs => a.waits[least(a.attempts - a.free + 1, array_length(a.waits, 1))]) end,
        expires_at = greatest(at + make_interval(secs => a.forget), a.window_end + make_interval(secs => a.per))
      from measured a
      where c.key = a.counter and not (a.kind = 'distinct' and a.seen)
      returning false, a.scope, c.key, coalesce(c.blocked_until, c.window_ends_at), c.count;
    end
    $$`.execute(db)
}
