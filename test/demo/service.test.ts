import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startMailbox } from '../../demo/mailbox.ts'
import { startTaxOffice } from '../../demo/tax-office.ts'
import type { Running } from '../../demo/web.ts'
import { createRobot, type Robot } from '../support/robot.ts'
import { freePort, startStockProvider } from './stock-provider.ts'

const secret = 'a-secret-of-the-tests-0123456789abcdef'
let mailbox: Running
let taxOffice: Running
let provider: { close(): Promise<void> }

beforeAll(async () => {
  const port = await freePort()
  const issuer = `http://localhost:${port}`
  const options = { issuer, port: 0, clientSecret: secret }
  mailbox = await startMailbox({ ...options, clientId: 'mailbox' })
  taxOffice = await startTaxOffice({ ...options, clientId: 'tax-office' })

  const client = (id: string, service: Running, method: 'client_secret_basic' | 'client_secret_post') => ({
    client_id: id,
    client_secret: secret,
    redirect_uris: [`${service.origin}/callback`],
    post_logout_redirect_uris: [`${service.origin}/`],
    token_endpoint_auth_method: method,
    subject_type: 'pairwise' as const,
  })
  provider = await startStockProvider(port, [
    client('mailbox', mailbox, 'client_secret_basic'),
    client('tax-office', taxOffice, 'client_secret_post'),
  ])
})

afterAll(async () => {
  await Promise.all([mailbox.close(), taxOffice.close(), provider.close()])
})

async function signInAs(robot: Robot, login: string, path = '/login'): Promise<Robot> {
  await robot.open(`${mailbox.origin}${path}`)
  return robot.title === 'stock' ? robot.submit({ login }) : robot
}

function claim(robot: Robot, name: string): string | undefined {
  return new RegExp(`data-claim="${name}"[^>]*>\\s*([^<]*?)\\s*<`).exec(robot.html)?.[1]
}

function askedScopes(robot: Robot): string[] | undefined {
  return new URL(robot.hops[0]?.location ?? '').searchParams.get('scope')?.split(' ')
}

describe('a service', () => {
  test('lets a person in under their own name and shows what it received', async () => {
    const robot = await signInAs(createRobot({ language: 'en' }), 'anna')
    expect(robot.url.href).toBe(`${mailbox.origin}/`)
    expect(robot.text).toContain('Signed in as Minta anna')
    expect(claim(robot, 'name')).toBe('Minta anna')
    expect(claim(robot, 'acr')).toBe('substantial')
    expect(claim(robot, 'amr')).toBe('password, one-time code, several independent factors')
    expect(robot.text).toContain('Your letters')
  })

  test('speaks Hungarian and English, and remembers which', async () => {
    const robot = createRobot({ language: 'de, hu;q=0.5' })
    await robot.open(mailbox.origin)
    expect(robot.title).toBe('Tárhely')
    await robot.clickLink('English')
    await robot.open(mailbox.origin)
    expect(robot.title).toBe('Citizens Mailbox')
  })

  test('begins a new session when somebody else comes back, and says so', async () => {
    const robot = await signInAs(createRobot({ language: 'en' }), 'anna')
    const before = robot.cookies.get('mailbox-session', robot.url)
    await robot.open(`${mailbox.origin}/login?prompt=login`)
    await robot.submit({ login: 'bela-the-second' })
    // Out of the box the provider ends the first person's session by a form of its own that a script would send.
    if (robot.url.origin !== mailbox.origin) await robot.submit()
    expect(claim(robot, 'name')).toBe('Minta bela-the-second')
    expect(robot.text).toContain('Somebody else was signed in here')
    expect(robot.text).not.toContain('anna')

    const stale = createRobot()
    stale.cookies.store(robot.url, [`mailbox-session=${before}; Path=/`])
    await stale.open(mailbox.origin)
    expect(stale.html).not.toContain('data-signed-in')
  })

  test('says nothing of the kind when the same person comes back', async () => {
    const robot = await signInAs(createRobot({ language: 'en' }), 'anna')
    const before = robot.cookies.get('mailbox-session', robot.url)
    await signInAs(robot, 'anna', '/login?prompt=login')
    expect(robot.text).not.toContain('Somebody else')
    expect(robot.cookies.get('mailbox-session', robot.url)).not.toBe(before)
  })

  test('finishes in every tab that was on its way', async () => {
    const first = createRobot()
    const tabs = [first, first.newTab(), first.newTab()]
    for (const tab of tabs) await tab.open(`${mailbox.origin}/login`)
    for (const tab of tabs) await tab.submit({ login: 'anna' })
    expect(tabs.map((tab) => claim(tab, 'name'))).toEqual(['Minta anna', 'Minta anna', 'Minta anna'])
  })

  test('lets two services live in one browser, each with its own cookies and its own sub', async () => {
    const robot = await signInAs(createRobot(), 'anna')
    const mailboxSub = claim(robot, 'sub')
    await robot.open(`${taxOffice.origin}/login`)
    expect(claim(robot, 'sub')).toMatch(/^tax-office:/)
    expect(claim(robot, 'sub')).not.toBe(mailboxSub)
    await robot.open(mailbox.origin)
    expect(claim(robot, 'sub')).toBe(mailboxSub)
  })

  test('asks for data when they are used, not to let somebody in', async () => {
    const robot = createRobot({ language: 'en' })
    await robot.open(`${taxOffice.origin}/login`)
    await robot.submit({ login: 'anna' })
    const sub = claim(robot, 'sub')
    expect(claim(robot, 'name')).toBeUndefined()
    expect(robot.text).toContain('You are signed in.')
    expect(robot.text).toContain('Nothing: neither your name nor anything else.')

    await robot.clickLink('Fill in my return from the register')
    expect(askedScopes(robot)).toEqual(['openid', 'name', 'birthdate', 'email'])
    expect(robot.text).toContain('Signed in as Minta anna')
    expect(claim(robot, 'sub')).toBe(sub)
    expect(robot.text).not.toContain('Somebody else')

    await robot.open(`${taxOffice.origin}/login`)
    expect(askedScopes(robot)).toEqual(['openid'])
    await robot.open(`${mailbox.origin}/login?data=1`)
    expect(askedScopes(robot)).toEqual(['openid', 'name', 'identity_4t'])
  })

  test('takes a repeated answer for the first one', async () => {
    const robot = await signInAs(createRobot(), 'anna')
    const callback = robot.hops.find((hop) => hop.url.pathname === '/callback')?.url ?? ''
    await robot.open(callback)
    expect(robot.url.href).toBe(`${mailbox.origin}/`)
    expect(claim(robot, 'name')).toBe('Minta anna')
  })

  test('signs nobody in with an answer that another browser asked for', async () => {
    const attacker = createRobot()
    await attacker.open(`${mailbox.origin}/login`)
    await attacker.submit({ login: 'attacker' })
    const callback = attacker.hops.find((hop) => hop.url.pathname === '/callback')?.url ?? ''
    const victim = createRobot()
    await victim.open(callback)
    expect(victim.status).toBe(400)
    expect(victim.cookies.get('mailbox-session', victim.url)).toBeNull()
  })

  test('does not believe an answer with a forged code', async () => {
    const robot = createRobot()
    await robot.open(`${mailbox.origin}/login`)
    const state = robot.hops[0]?.location?.match(/state=([\w-]+)/)?.[1]
    const issuer = robot.hops[1]?.url.origin ?? ''
    await robot.open(`${mailbox.origin}/callback?state=${state}&code=forged&iss=${encodeURIComponent(issuer)}`)
    expect(robot.status).toBe(502)
    expect(robot.html).toContain('data-fault="unexpected"')
    expect(robot.cookies.get('mailbox-session', robot.url)).toBeNull()
  })

  test('lets nobody in below the level it needs', async () => {
    const robot = createRobot()
    await robot.open(`${mailbox.origin}/login`)
    await robot.submit({ login: 'anna', acr: 'http://eidas.europa.eu/LoA/low' })
    expect(robot.status).toBe(403)
    expect(robot.html).toContain('data-fault="notStrongEnough"')
  })

  test.each([
    ['declined', '/login', { answer: 'cancel' }],
    ['signInNeeded', '/login?prompt=none', null],
  ])('explains %s and offers another try', async (fault, path, press) => {
    const robot = createRobot()
    await robot.open(`${mailbox.origin}${path}`)
    if (press !== null) await robot.submit({ login: 'anna' }, press)
    expect(robot.status).toBe(403)
    expect(robot.html).toContain(`data-fault="${fault}"`)
    await robot.clickLink((link) => link.href === '/login')
    await robot.submit({ login: 'anna' })
    expect(claim(robot, 'name')).toBe('Minta anna')
  })

  test('passes on what it is asked to ask for', async () => {
    const robot = createRobot()
    await robot.open(`${mailbox.origin}/login?acr=urn%3Ax&prompt=login&max_age=60&ui_locales=en&login_hint=anna`)
    const asked = new URL(robot.hops[0]?.location ?? '').searchParams
    expect(Object.fromEntries(asked)).toMatchObject({
      acr_values: 'urn:x',
      prompt: 'login',
      max_age: '60',
      ui_locales: 'en',
      login_hint: 'anna',
      code_challenge_method: 'S256',
      scope: 'openid name identity_4t',
    })
  })

  test('signs out here, or at the provider too, and never for a foreign page', async () => {
    const robot = await signInAs(createRobot({ language: 'en' }), 'anna')
    await robot.clickLink('Sign out of this service only')
    expect(robot.text).toContain('may still know you')
    await signInAs(robot, 'nobody: not asked')
    expect(claim(robot, 'name')).toBe('Minta anna')

    await fetch(`${mailbox.origin}/logout`, {
      redirect: 'manual',
      headers: { cookie: robot.cookies.header(robot.url), 'sec-fetch-site': 'cross-site' },
    })
    await robot.open(mailbox.origin)
    expect(robot.html).toContain('data-signed-in')

    await robot.clickLink(/^Sign out$/)
    expect(robot.url.pathname).toBe('/session/end')
    expect(robot.url.searchParams.get('post_logout_redirect_uri')).toBe(`${mailbox.origin}/`)
    await robot.open(mailbox.origin)
    expect(robot.html).not.toContain('data-signed-in')
  })
})

test('another name for this machine leads to the right one', async () => {
  const robot = createRobot()
  await robot.open(`${mailbox.origin.replace('localhost', '127.0.0.1')}/login`)
  expect(robot.url.origin).toBe(mailbox.origin)
})

test('a service may start before its provider: it says so, and looks again the next time', async () => {
  const port = await freePort()
  const early = await startMailbox({
    issuer: `http://localhost:${port}`,
    port: 0,
    clientId: 'mailbox',
    clientSecret: secret,
  })
  const robot = await createRobot().open(`${early.origin}/login`)
  expect(robot.status).toBe(503)
  expect(robot.headers['retry-after']).toBe('5')
  expect(robot.html).toContain('data-fault="unreachable"')
  const late = await startStockProvider(port, [
    { client_id: 'mailbox', client_secret: secret, redirect_uris: [`${early.origin}/callback`] },
  ])
  await robot.clickLink((link) => link.href === '/login')
  expect(robot.title).toBe('stock')
  await Promise.all([early.close(), late.close()])
})
