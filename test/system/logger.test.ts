import { expect, test } from 'vitest'
import { KapuError } from '../../src/system/errors.ts'
import { createLogger, type Logger } from '../../src/system/logger.ts'

function capture(): { logger: Logger; text: () => string } {
  let text = ''
  const destination = { write: (line: string) => (text += line) }
  return { logger: createLogger({ level: 'info', destination }), text: () => text }
}

test.each(['password', 'code', 'token', 'cookie', 'authorization', 'secret', 'assertion', 'email', 'to', 'username'])(
  'a field named %s is never shown, at any depth',
  (name) => {
    const { logger, text } = capture()
    logger.info({ [name]: 'canary', facts: { [name]: 'canary', session: [{ [name]: 'canary' }] } }, 'a line')
    logger.child({ [name]: 'canary' }).info({ headers: { [name]: 'canary' } }, 'a line')
    expect(text()).toContain('[hidden]')
    expect(text()).not.toContain('canary')
  },
)

test('listed fields are shown', () => {
  const { logger, text } = capture()
  logger.child({ requestId: 'r' }).info({ status: 200, step: { kind: 'finish', factors: ['totp'] } }, 'a line')
  expect(JSON.parse(text())).toMatchObject({
    level: 'info',
    requestId: 'r',
    status: 200,
    step: { kind: 'finish', factors: ['totp'] },
    msg: 'a line',
  })
})

test('an error shows its code, message, stack and cause, and nothing its driver hung on it', () => {
  const { logger, text } = capture()
  const cause = Object.assign(new Error('duplicate key'), { code: '23505', detail: 'Key (username_key)=(canary)' })
  logger.error(new KapuError('A_CODE', 'it failed', { cause }))
  logger.error({ err: new KapuError('A_CODE', 'it failed', { cause }) }, 'a line')
  const [bare, named] = text().trim().split('\n')
  expect(JSON.parse(bare ?? '')).toMatchObject({ err: { code: 'A_CODE', cause: { code: '23505' } } })
  expect(JSON.parse(named ?? '')).toMatchObject({ err: { name: 'KapuError', message: 'it failed' }, msg: 'a line' })
  expect(text()).not.toContain('canary')
})

test('a line break in a value does not make a second line', () => {
  const { logger, text } = capture()
  logger.info({ path: '/a\r\n{"level":"info","msg":"forged"}' }, 'a\nline')
  expect(text().trim().split('\n')).toHaveLength(1)
})
