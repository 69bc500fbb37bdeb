/** The second address: confirmed by who reads it, told to the identification mailbox, and good for notices alone. */
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CITIZEN } from '../life/fixture.ts'
import { DAY, type RecoveryFixture, recoveryFixture } from './fixture.ts'

let f: RecoveryFixture
beforeAll(async () => {
  f = await recoveryFixture()
})
afterAll(() => f.close())

const ask = (accountId: string, email: string, provedOtherwise = true) =>
  f.run((t) => f.noticeAddresses.request(t, { accountId, email, provedOtherwise }, CITIZEN))
const confirm = (token: string) => f.run((t) => f.noticeAddresses.confirm(t, token, CITIZEN))
const inUse = async (id: string) => (await f.noticeAddresses.of(f.db, id)).inUse?.address ?? null

async function somebody() {
  f.at(0)
  const { id, email, username } = await f.active()
  return { id, email, username, other: `masik-${email}` }
}

describe('a second address', () => {
  test('counts once its own mailbox has answered; the identification mailbox is told, masked', async () => {
    const { id, email, other } = await somebody()
    expect(await ask(id, other)).toEqual({ ok: true })
    expect(await inUse(id)).toBeNull()
    expect(await f.templates(email)).not.toContain('notice-address-changed')
    expect(await confirm(await f.tokenFor(other, 'confirm-notice-address'))).toBe(true)
    expect(await inUse(id)).toBe(other)
    const told = (await f.mailsTo(email)).find(({ template }) => template === 'notice-address-changed')
    expect(told?.props).toEqual({ newAddressMasked: 'm•••@p•••.example' })
    expect(await f.auditOf(id)).toEqual(
      expect.arrayContaining(['account.notice_address_requested person', 'account.notice_address_changed person']),
    )
  })

  test('is not the identification address, in whatever case, nor the one that it is', async () => {
    const { id, email, other } = await somebody()
    expect(await ask(id, ` ${email.toUpperCase()}`)).toEqual({ ok: false, refusal: 'identification_address' })
    await ask(id, other)
    await confirm(await f.tokenFor(other, 'confirm-notice-address'))
    expect(await ask(id, other.toUpperCase())).toEqual({ ok: false, refusal: 'same_address' })
  })

  test.each([
    [DAY, true],
    [DAY + 1, false],
  ])('is confirmed within 24 hours: after %d s, %s', async (after, good) => {
    const { id, other } = await somebody()
    await ask(id, other)
    f.at(after)
    expect(await confirm(await f.tokenFor(other, 'confirm-notice-address'))).toBe(good)
  })

  test('is confirmed once, and only by the link that was asked for last', async () => {
    const { id, email, other } = await somebody()
    await ask(id, other)
    const first = await f.tokenFor(other, 'confirm-notice-address')
    await ask(id, `harmadik-${email}`)
    expect(await confirm(first)).toBe(false)
    const second = await f.tokenFor(`harmadik-${email}`, 'confirm-notice-address')
    const all = await f.hundred(() => confirm(second))
    expect(all.filter(Boolean)).toHaveLength(1)
    expect((await f.templates(email)).filter((one) => one === 'notice-address-changed')).toHaveLength(1)
  })

  test('that replaces another one is told to the mailbox that hears nothing any more', async () => {
    const { id, email, other } = await somebody()
    await f.giveSecond(id, other)
    await f.giveSecond(id, `harmadik-${email}`)
    expect(await f.templates(other)).toEqual(['confirm-notice-address', 'notice-address-changed'])
    expect(await inUse(id)).toBe(`harmadik-${email}`)
  })

  test('is removed once, and both mailboxes are told', async () => {
    const { id, email, other } = await somebody()
    await f.giveSecond(id, other)
    const remove = () => f.run((t) => f.noticeAddresses.remove(t, id, CITIZEN))
    expect([await remove(), await remove()]).toEqual([true, false])
    expect(await inUse(id)).toBeNull()
    for (const address of [email, other]) expect((await f.templates(address)).at(-1)).toBe('notice-address-changed')
  })

  test('RD8: is not changed by a mailed code in the days after a reset by mail, and no link from before counts', async () => {
    const { id, email, username, other } = await somebody()
    await ask(id, other)
    f.at(60)
    await f.forgotten(username, email)
    await f.redeem(username, await f.codeFor(email))
    expect(await confirm(await f.tokenFor(other, 'confirm-notice-address'))).toBe(false)
    expect(await ask(id, other, false)).toEqual({ ok: false, refusal: 'mail_held' })
    f.at(60 + 3 * DAY)
    expect(await ask(id, other, false)).toEqual({ ok: true })
  })

  test('lies sealed, and its link as a hash', async () => {
    const { id, other } = await somebody()
    await ask(id, other)
    const token = await f.tokenFor(other, 'confirm-notice-address')
    const { rows } = await sql<{ all: string }>`
      select n::text as all from notice_addresses n where account_id = ${id}`.execute(f.db)
    for (const secret of [other, token]) expect(JSON.stringify(rows)).not.toContain(secret)
  })

  test('goes with the account', async () => {
    const { id, other } = await somebody()
    await f.giveSecond(id, other)
    await f.apply(id, { type: 'terminate', how: 'office' })
    const { rows } = await sql`select 1 from notice_addresses where account_id = ${id}`.execute(f.db)
    expect(rows).toEqual([])
  })
})
