/** `kapu account`: how accounts stand, and suspensions by four eyes (#37). */
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AdminContext, Host } from '../../src/admin/command.ts'
import { accountApprove } from '../../src/admin/accounts/suspend.ts'
import type { Outcome } from '../../src/admin/outcome.ts'
import { systemClock } from '../../src/system/clock.ts'
import { enter } from '../journeys/enter.ts'
import { auditOf, livingSessions } from '../journeys/sessions.ts'
import { type Kapu, startKapu } from '../support/kapu.ts'
import { type Service, serviceOf } from '../support/service.ts'
import { commandLine, type CommandLine } from './command-line.ts'

let kapu: Kapu
let command: CommandLine
let service: Service
beforeAll(async () => {
  kapu = await startKapu()
  command = commandLine(kapu.url, { KAPU_ISSUER: kapu.issuer, KAPU_DATA_DIR: kapu.config.dataDirectory })
  service = await serviceOf(kapu, await kapu.client())
})
afterAll(async () => {
  command.close()
  await kapu.close()
})

async function json(...args: string[]): Promise<Record<string, unknown>> {
  const { code, out, err } = await command([...args, '--json'])
  expect({ code, err }).toEqual({ code: 0, err: '' })
  return JSON.parse(out)
}

/** The command as another administrator of the machine runs it: their name is the machine's, and not to be chosen. */
async function approveAs(administrator: string, id: string): Promise<Outcome> {
  const { core, db } = kapu
  const { sealing, audit } = core
  let outcome: Outcome | undefined
  const host: Host = {
    async run(_options, work) {
      const context = { db, sealing, audit, clock: systemClock, administrator }
      outcome = await work(context as unknown as AdminContext)
    },
  }
  await accountApprove(host, async () => core.life).parseAsync([id], { from: 'user' })
  if (outcome === undefined) throw new Error('nothing came of it')
  return outcome
}

describe('kapu account', () => {
  test('show tells how an account stands, and nothing about the person', async () => {
    const { username, id } = await kapu.account()
    const shown = await json('account', 'show', username)
    expect(shown).toMatchObject({
      account_id: id,
      state: 'ACTIVE',
      verified: true,
      password_closed: false,
      sessions: 0,
    })
    expect(JSON.stringify(shown)).not.toMatch(/Kov[aá]cs|posta\.example/)
    expect(await json('account', 'show', id)).toEqual(shown)
    expect(await command(['account', 'show', 'nobodyatall'])).toMatchObject({ code: 3 })
  })

  test('#37 a suspension asked for by one administrator changes nothing, and they cannot approve it', async () => {
    const person = await kapu.account()
    await enter(service, person)
    const { request } = await json('account', 'suspend', person.username, '--reason', 'reported stolen')
    expect(await json('account', 'show', person.username)).toMatchObject({ state: 'ACTIVE', sessions: 1 })
    const approved = await command(['account', 'approve', String(request)])
    expect(approved).toMatchObject({ code: 4 })
    expect(await json('account', 'show', person.username)).toMatchObject({ state: 'ACTIVE', sessions: 1 })
  })

  test('#37 approved by another it ends the sessions at once, and is lifted in the same way', async () => {
    const person = await kapu.account()
    await enter(service, person)
    const { request } = await json('account', 'suspend', person.username, '--reason', 'reported stolen')
    const { out } = await command(['account', 'requests'])
    expect(out).toContain('reported stolen')
    expect(await approveAs('another', String(request))).toMatchObject({ ok: true, data: { state: 'SUSPENDED' } })
    expect(await livingSessions(kapu, person.id)).toEqual([])
    expect(await auditOf(kapu, person.id)).toContain('account.suspended')
    expect(await approveAs('another', String(request))).toMatchObject({ ok: false })

    const lifted = await json('account', 'lift', person.username, '--reason', 'owner identified')
    expect(await approveAs('another', String(lifted['request']))).toMatchObject({ data: { state: 'ACTIVE' } })
    await enter(service, person)
  })

  test('#37 the database itself refuses that one administrator decides alone', async () => {
    const person = await kapu.account()
    const { request } = await json('account', 'suspend', person.username, '--reason', 'x')
    const alone = sql`update suspension_requests set decided_by = requested_by where id = ${request}`.execute(kapu.db)
    await expect(alone).rejects.toThrow('suspension_requests_two_people')
  })

  test('a request is void after a day', async () => {
    const person = await kapu.account()
    const { request } = await json('account', 'suspend', person.username, '--reason', 'x')
    await sql`update suspension_requests set expires_at = now() - interval '1 second' where id = ${request}`.execute(
      kapu.db,
    )
    expect(await approveAs('another', String(request))).toMatchObject({ ok: false })
  })

  test('a reason is needed', async () => {
    const { username } = await kapu.account()
    expect(await command(['account', 'suspend', username])).toMatchObject({ code: 2 })
    expect(await command(['account', 'suspend', username, '--reason', '  '])).toMatchObject({ code: 2 })
  })
})
