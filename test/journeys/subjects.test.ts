import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Kapu, startKapu } from '../support/kapu.ts'
import { serviceOf } from '../support/service.ts'
import { enter, userInfo } from './enter.ts'

let kapu: Kapu
beforeAll(async () => {
  kapu = await startKapu()
})
afterAll(() => kapu.close())

/** A service of a sector of its own: all test services share one host. */
async function serviceIn(sector: string) {
  return serviceOf(kapu, await kapu.client({ sector_identifier_uri: `https://${sector}/redirect-uris.json` }))
}

describe('the subject', () => {
  test('of one person differs between services of different sectors', async () => {
    const person = await kapu.account()
    const mailbox = await enter(await serviceIn('mailbox.example'), person)
    const tax = await enter(await serviceIn('tax.example'), person)
    expect(tax.claims.sub).not.toBe(mailbox.claims.sub)
    for (const { claims } of [mailbox, tax]) {
      expect(claims.sub).toMatch(/^[\w-]{43}$/)
      expect(claims.sub).not.toContain(person.id)
    }
  })

  test('of one person is the same for services of one sector', async () => {
    const person = await kapu.account()
    const first = await enter(await serviceIn('ministry.example'), person)
    const second = await enter(await serviceIn('ministry.example'), person)
    expect(second.claims.sub).toBe(first.claims.sub)
  })

  test('is stable over two sign-ins in two browsers', async () => {
    const person = await kapu.account()
    const service = await serviceIn('post.example')
    const first = await enter(service, person)
    const second = await enter(service, person)
    expect(second.robot.cookies).not.toBe(first.robot.cookies)
    expect(second.claims.sub).toBe(first.claims.sub)
  })

  test('differs between two people at one service', async () => {
    const service = await serviceIn('land.example')
    const anna = await enter(service, await kapu.account())
    const bela = await enter(service, await kapu.account())
    expect(bela.claims.sub).not.toBe(anna.claims.sub)
  })

  test('is the same in ID token and userinfo', async () => {
    const service = await serviceIn('court.example')
    const entered = await enter(service, await kapu.account())
    expect((await userInfo(service, entered)).sub).toBe(entered.claims.sub)
  })
})
