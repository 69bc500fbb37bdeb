/** A code that is redeemed a hundred times at once makes one account, and one notice of it. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inTransaction } from '../../src/database/transaction.ts'
import { codeIn, mailsFor, NEW_PASSWORD, stateOf } from '../journeys/registration.ts'
import { type Kapu, startKapu } from '../support/kapu.ts'
import { createRobot } from '../support/robot.ts'

let kapu: Kapu
beforeAll(async () => {
  const plenty = { max: 1_000_000, per: 'PT1S' }
  const limits = {
    address: [plenty],
    addressAccounts: plenty,
    accountAddress: { ...plenty, growth: 1, longest: 'PT1S' },
  }
  kapu = await startKapu({ mail: true, settings: { limits } })
})
afterAll(() => kapu.close())

test('#13 S1: 100 parallel activations of one code make one account and one notice', { timeout: 120_000 }, async () => {
  const username = 'atonce'
  const identity = {
    family_name: 'Nagy',
    given_name: 'Éva',
    birth_family_name: 'Nagy',
    birth_given_name: 'Éva',
    hu_mother_birth_family_name: 'Kis',
    hu_mother_birth_given_name: 'Ágnes',
    birthdate: '1990-05-20',
    place_of_birth: { locality: 'Győr', country: 'HU' },
    gender: 'female',
  }
  const email = `${username}@posta.example`
  await inTransaction(kapu.db, (transaction) =>
    kapu.core.life.open(
      transaction,
      { how: 'office', identity, username, email, language: 'en' },
      { actor: { type: 'registrar', id: 'clerk' } },
    ),
  )
  const code = codeIn((await mailsFor(kapu, username, 1))[0])
  const robot = await createRobot({ language: 'en' }).open(`${kapu.issuer}/aktivalas`)
  const body = new URLSearchParams({ ...robot.form?.values, ...NEW_PASSWORD, username, activation_code: code })
  const headers = { cookie: robot.cookies.header(robot.url) }
  const statuses = await Promise.all(
    Array.from({ length: 100 }, async () => {
      const answer = await fetch(robot.url, { method: 'POST', body, headers, redirect: 'manual' })
      await answer.body?.cancel()
      return answer.status
    }),
  )
  expect(statuses.filter((status) => status === 303)).toHaveLength(1)
  expect(statuses.filter((status) => status === 422)).toHaveLength(99)
  expect(await stateOf(kapu, username)).toBe('ACTIVE')
  const activations = await kapu.db
    .selectFrom('audit_events')
    .select('id')
    .where('event', '=', 'account.code_redeemed')
    .execute()
  expect(activations).toHaveLength(1)
  await mailsFor(kapu, username, 2)
  await new Promise((resolve) => setTimeout(resolve, 1_000))
  const subjects = (await mailsFor(kapu, username, 2)).map(({ subject }) => subject)
  expect(subjects.filter((subject) => subject === 'Your Client Gate is ready')).toHaveLength(1)
  expect(subjects).toHaveLength(2)
})
