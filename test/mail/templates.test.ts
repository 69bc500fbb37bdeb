import { describe, expect, test } from 'vitest'
import { renderMail, type Mail } from '../../src/mail/mail.ts'

const queuedAt = Date.UTC(2026, 10, 25, 13, 22) / 1000
const codeProps = { code: '048151', sessionNumber: '623', serviceName: 'Tárhely', expiresAt: queuedAt + 600 }
const to = 'anna@posta.example'

const mails: [string, Mail, string, readonly string[]][] = [
  ...(['hu', 'en'] as const).flatMap((language): [string, Mail, string, readonly string[]][] => [
    [
      `M18 ${language}`,
      { to, language, template: 'sign-in-code', props: codeProps },
      language === 'hu' ? 'Belépési kód: 048151 (10 percig érvényes)' : 'Sign-in code: 048151 (valid for 10 minutes)',
      ['048151', '623', 'Tárhely'],
    ],
    [
      `M19 ${language}`,
      { to, language, template: 'enrolment-code', props: codeProps },
      language === 'hu'
        ? 'Megerősítő kód az Ügyfélkapu+ igényléséhez'
        : 'Confirmation code for your Client Gate+ request',
      ['048151', '623', 'Tárhely'],
    ],
    [
      `M16 ${language}`,
      { to, language, template: 'factor-enrolled', props: { serviceName: 'Tárhely', factor: 'totp' } },
      language === 'hu' ? 'Ügyfélkapu+ bekapcsolva' : 'Client Gate+ switched on',
      ['Tárhely'],
    ],
  ]),
]

describe.each(mails)('%s', (_name, mail, subject, told) => {
  const content = renderMail({ mail, queuedAt })

  test('has its subject, and the code in it only for a sign-in', () => {
    expect(content.subject).toBe(subject)
    expect(content.subject.includes('048151')).toBe(mail.template === 'sign-in-code')
  })

  test('tells the same in both parts: the service, the number, the time, what to do if it was not you', () => {
    const when = mail.language === 'hu' ? '2026. november 25. 14:22' : '14:22 on 25 November 2026'
    const notYou = mail.language === 'hu' ? /Nem Ön [^?]+\?/ : /it not you[^?]*\?/
    const demonstration = mail.language === 'hu' ? 'Bemutató rendszer.' : 'Demonstration system.'
    for (const part of [content.text, content.html]) {
      for (const value of [...told, when, demonstration]) expect(part).toContain(value)
      expect(part).toMatch(notYou)
    }
  })

  test('holds no link and loads nothing', () => {
    expect(content.text).not.toMatch(/https?:|www\./i)
    expect(content.html).not.toMatch(/https?:|href|src=|url\(/i)
  })
})

test('a name of a service can neither add markup nor a line', () => {
  const serviceName = '<b>Evil</b>\r\nKód: 111111\u2028x'
  const mail: Mail = { to, language: 'hu', template: 'sign-in-code', props: { ...codeProps, serviceName } }
  const { text, html } = renderMail({ mail, queuedAt })
  expect(html).not.toContain('<b>')
  expect(html).toContain('&#60;b&#62;Evil')
  expect(text).toContain('Szolgáltatás: <b>Evil</b> Kód: 111111 x')
  expect(text.split('\n').filter((line) => line.startsWith('Kód:'))).toEqual(['Kód: 048151'])
})

test('after the app was enrolled the mail speaks of the deletion code, after the e-mail code it does not', () => {
  const about = (factor: 'totp' | 'email-code') =>
    renderMail({
      mail: { to, language: 'en', template: 'factor-enrolled', props: { serviceName: 'X', factor } },
      queuedAt,
    })
  expect(about('totp').text).toContain('deletion code')
  expect(about('email-code').text).not.toContain('deletion code')
})
