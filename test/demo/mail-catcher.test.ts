import { createTransport } from 'nodemailer'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startMailCatcher, type RunningMailCatcher } from '../../demo/mail-catcher.ts'
import { createRobot, messagesAt } from '../support/robot.ts'

let catcher: RunningMailCatcher

beforeAll(async () => {
  catcher = await startMailCatcher({ port: 0, smtpPort: 0 })
})

afterAll(() => catcher.close())

async function send(mail: { to: string | string[]; subject: string; text: string; html?: string }): Promise<void> {
  const transport = createTransport({ host: '127.0.0.1', port: catcher.smtpPort, ignoreTLS: true })
  await transport.sendMail({ from: 'Kapu <no-reply@localhost>', ...mail })
  transport.close()
}

describe('the mail catcher', () => {
  test('gives what was sent, newest first', async () => {
    await send({ to: 'first@posta.example', subject: 'Első: árvíztűrő', text: 'tükörfúrógép' })
    await send({
      to: ['a@posta.example', 'b@posta.example'],
      subject: 'Second',
      text: 'The code is 123 456.',
      html: '<p>The code is <b>123 456</b>.</p>',
    })
    const [second, first] = await messagesAt(`${catcher.origin}/api/messages`)
    expect(first).toMatchObject({ to: 'first@posta.example', subject: 'Első: árvíztűrő', html: '' })
    expect(first?.text.trim()).toBe('tükörfúrógép')
    expect(second).toMatchObject({ to: 'a@posta.example, b@posta.example', subject: 'Second' })
    expect(second?.html).toContain('<b>123 456</b>')
    expect(Date.parse(second?.at ?? '')).toBeGreaterThanOrEqual(Date.parse(first?.at ?? ''))
  })

  test('shows a mail without letting it do anything', async () => {
    await send({ to: 'x@posta.example', subject: '<i>x</i>', text: '<script>1</script>', html: '"><script>1</script>' })
    const robot = createRobot()
    await robot.open(catcher.origin)
    expect(robot.html).not.toContain('http-equiv="refresh"')
    await robot.clickLink('Every 3 seconds')
    expect(robot.html).toContain('http-equiv="refresh"')
    await robot.clickLink('<i>x</i>')
    expect(robot.text).toContain('<script>1</script>')
    expect(robot.html).not.toContain('<script')
    expect(robot.html).toMatch(/<iframe\s+sandbox\s/)
    expect(robot.headers['content-security-policy']).toContain("default-src 'none'")
  })

  test('refuses a mail that is too large', async () => {
    const before = (await messagesAt(`${catcher.origin}/api/messages`)).length
    await expect(send({ to: 'x@posta.example', subject: 'big', text: 'x '.repeat(600_000) })).rejects.toThrow(
      /large|size|exceeds/i,
    )
    expect(await messagesAt(`${catcher.origin}/api/messages`)).toHaveLength(before)
  })

  test('keeps the last 200', async () => {
    const transport = createTransport({ host: '127.0.0.1', port: catcher.smtpPort, ignoreTLS: true, pool: true })
    for (let i = 0; i < 205; i += 1) {
      await transport.sendMail({ from: 'a@localhost', to: 'x@posta.example', subject: `mail ${i}`, text: '.' })
    }
    transport.close()
    const mails = await messagesAt(`${catcher.origin}/api/messages`)
    expect(mails).toHaveLength(200)
    expect(mails[0]?.subject).toBe('mail 204')
  })

  test('says which port is taken', async () => {
    await expect(startMailCatcher({ port: 0, smtpPort: catcher.smtpPort })).rejects.toThrow(
      `port ${catcher.smtpPort} is`,
    )
  })
})
