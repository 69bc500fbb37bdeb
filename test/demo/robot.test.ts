import { createServer, type IncomingMessage } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createCookieJar } from '../support/robot/cookie-jar.ts'
import { formsOf, textOf } from '../support/robot/page.ts'
import { createRobot, RefusedError, signIn } from '../support/robot.ts'
import { freePort } from './stock-provider.ts'

const requests: { line: string; headers: IncomingMessage['headers']; body: string }[] = []
const page = `<!doctype html><title>Hiba: &amp;</title><main data-step="identify"><div role="alert"><div>Wrong</div> name</div>
  <form method="post" id="step" action="/post"><input type="hidden" name="csrf" value="a&quot;b"><input name="username">
  <input type="checkbox" name="tick" value="yes"><select name="s"><option value="1"><option value="2" selected></select>
  <button name="action" value="continue">Go <b>on</b></button><button name="action" value="cancel">No</button></form>
  <button form="step" name="factor" value="dap">DÁP</button><a href='/next?a=1&amp;b=2'>Next</a></main>`
const answers: Record<string, [number, Record<string, string | string[]>, string]> = {
  '/page': [200, { 'set-cookie': ['root=1; Path=/', 'here=2; Path=/other', 'gone=3; Max-Age=0'] }, page],
  '/step': [200, {}, page.replace('name="tick"', 'name="password"').replace('"/post"', '"/page"')],
  '/post': [303, { location: '/see' }, ''],
  '/see': [200, {}, '<title>seen</title>'],
  '/again': [307, { location: '/post' }, ''],
  '/loop': [302, { location: '/loop' }, ''],
}
const server = createServer((request, response) => {
  let body = ''
  request.on('data', (chunk: Buffer) => (body += chunk.toString()))
  request.on('end', () => {
    requests.push({ line: `${request.method} ${request.url}`, headers: request.headers, body })
    const [status, headers, content] = answers[request.url ?? ''] ?? [404, {}, '']
    response.writeHead(status, headers).end(content)
  })
})
let origin = ''

beforeAll(async () => {
  const port = await freePort()
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  origin = `http://localhost:${port}`
})

afterAll(() => {
  server.close()
})

describe('the robot', () => {
  test('reads a page as the contract has it', async () => {
    const robot = await createRobot().open(`${origin}/page`)
    expect(robot).toMatchObject({ step: 'identify', title: 'Hiba: &', alert: 'Wrong name', status: 200 })
    expect(robot.form?.buttons.map(({ name, value, text }) => `${name}=${value} ${text}`)).toEqual([
      'action=continue Go on',
      'action=cancel No',
      'factor=dap DÁP',
    ])
    expect(robot.form?.values).toEqual({ csrf: 'a"b', username: '', s: '2' })
    expect(robot.links).toEqual([{ href: '/next?a=1&b=2', text: 'Next' }])
  })

  test('sends a form as a browser does, and turns a 303 into a GET', async () => {
    const robot = await createRobot().open(`${origin}/page`)
    requests.length = 0
    await robot.submit({ username: 'anna', tick: 'yes' }, { factor: 'dap' })
    expect(requests.map(({ line }) => line)).toEqual(['POST /post', 'GET /see'])
    expect(Object.fromEntries(new URLSearchParams(requests[0]?.body))).toEqual({
      csrf: 'a"b',
      username: 'anna',
      tick: 'yes',
      s: '2',
      factor: 'dap',
    })
    expect(requests[0]?.headers).toMatchObject({ origin, 'sec-fetch-site': 'same-origin', cookie: 'root=1' })
    expect(requests[1]?.headers['origin']).toBeUndefined()
    expect(robot.hops.map(({ status }) => status)).toEqual([303, 200])
    expect(robot.seen.map(({ url }) => url.pathname)).toEqual(['/page', '/see'])
  })

  test('presses the first button where none is named, and none that is not there', async () => {
    const robot = await createRobot().open(`${origin}/page`)
    await expect(async () => robot.submit({ nonsense: '' })).rejects.toThrow('no field nonsense')
    await expect(async () => robot.submit({}, { action: 'approve' })).rejects.toThrow('no button')
    await expect(async () => robot.clickLink('Elsewhere')).rejects.toThrow('no link')
    requests.length = 0
    await robot.submit()
    expect(requests[0]?.body).toContain('action=continue')
  })

  test('is an old browser where asked to be one', async () => {
    const robot = await createRobot({ modern: false }).open(`${origin}/page`)
    requests.length = 0
    await robot.submit()
    expect(Object.keys(requests[0]?.headers ?? {})).not.toContain('origin')
    expect(Object.keys(requests[0]?.headers ?? {}).filter((name) => name.startsWith('sec-'))).toEqual([])
  })

  test('says what a page refused, and at which step', async () => {
    const robot = await createRobot().open(`${origin}/step`)
    const refusal: unknown = await signIn(robot, { username: 'anna', password: 'x' }).catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(RefusedError)
    expect(refusal).toMatchObject({ step: 'identify', text: 'Wrong name' })
  })

  test('gives up on a loop', async () => {
    await expect(createRobot().open(`${origin}/loop`)).rejects.toThrow('redirects')
  })

  test('has tabs that share cookies but not pages', async () => {
    const robot = await createRobot().open(`${origin}/page`)
    const tab = robot.newTab()
    await tab.open(`${origin}/see`)
    expect(requests.at(-1)?.headers.cookie).toBe('root=1')
    expect(robot.title).toBe('Hiba: &')
  })
})

describe('the cookie jar', () => {
  const set = (line: string, from = 'http://localhost:3000/a/b') => {
    const jar = createCookieJar()
    jar.store(new URL(from), [line])
    return (to: string) => jar.header(new URL(to))
  }

  test.each([
    ['knows no ports', 'n=v; Path=/', 'http://localhost:3001/', 'n=v'],
    ['knows hosts', 'n=v; Path=/', 'http://127.0.0.1:3000/', ''],
    ['keeps a path', 'n=v; Path=/a', 'http://localhost/a/c', 'n=v'],
    ['keeps a path whole', 'n=v; Path=/a', 'http://localhost/ab', ''],
    ['takes the directory where no path is given', 'n=v', 'http://localhost/a/x', 'n=v'],
    ['takes the directory only', 'n=v', 'http://localhost/', ''],
    ['drops what is past', 'n=v; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT', 'http://localhost/', ''],
    ['keeps what is not', 'n=v; Path=/; Max-Age=60', 'http://localhost/', 'n=v'],
    ['takes no Secure cookie over http', 'n=v; Path=/; Secure', 'http://localhost/', ''],
    ['takes no foreign Domain', 'n=v; Path=/; Domain=example.org', 'http://localhost/', ''],
  ])('%s', (_rule, line, to, header) => {
    expect(set(line)(to)).toBe(header)
  })
})

test('text is read as people read it', () => {
  expect(textOf('<p>a<b>b</b></p><p>c&#60;&nbsp;d</p><script>x</script>')).toBe('ab c< d')
})

test('a form without an action goes to its own page', () => {
  expect(formsOf('<form><input name=a value=b></form>')[0]).toMatchObject({
    action: '',
    method: 'get',
    values: { a: 'b' },
  })
})
