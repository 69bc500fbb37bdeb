import { describe, expect, test } from 'vitest'
import { queuedMailSchema, renderMail, type Mail } from '../../src/mail/mail.ts'
import { mailProps } from '../../src/mail/props.ts'
import type { Language } from '../../views/frame.ts'
import { officeActs, officeActTexts } from '../../views/mails/office-act.ts'
import { queuedAt, samples, type Sample } from './samples.ts'

const languages: readonly Language[] = ['hu', 'en']
const to = 'anna@posta.example'

const mailOf = (language: Language, content: Sample['content']): Mail => ({ to, language, ...content })

describe.each(samples.flatMap((sample) => languages.map((language) => ({ ...sample, language }))))(
  '$name $language',
  ({ language, content, subject, told, link }) => {
    const mail = mailOf(language, content)
    const written = renderMail({ mail, queuedAt })

    test('has its subject, and no secret in it but for a sign-in', () => {
      expect(written.subject).toBe(subject[language])
      const secrets = 'code' in content.props ? [content.props.code] : []
      for (const secret of secrets) expect(written.subject.includes(secret)).toBe(content.template === 'sign-in-code')
      expect(written.subject).not.toMatch(/https?:/)
    })

    test('tells everything in both parts', () => {
      const demonstration = language === 'hu' ? 'Bemutató rendszer.' : 'Demonstration system.'
      for (const part of [written.text, asText(written.html)])
        for (const value of [...told[language], demonstration]) expect(part).toContain(value)
    })

    test('says no more in one part than in the other', () => {
      const [text, html] = [asText(written.text), asText(written.html)]
      for (const line of written.text.split('\n').map(spaced)) expect(html).toContain(line)
      for (const line of lines(body(written.html))) expect(text).toContain(line)
    })

    test('says what to do if it was not you', () => {
      expect(written.text).toMatch(language === 'hu' ? /\nNem Ön [^?\n]+\?\n./ : /\n(Was|Is) it not you[^?\n]*\?\n./)
    })

    test('loads nothing, and has a link only where one acts', () => {
      expect([...written.html.matchAll(/href="([^"]*)"/g)].map(([, href]) => decoded(href ?? ''))).toEqual(
        link === undefined ? [] : [link],
      )
      expect(written.html).not.toMatch(/src=|url\(|<img|<script/i)
      const typed = 'activateUrl' in content.props ? [content.props.activateUrl] : []
      expect(written.text.match(/https?:\S+|www\.\S+/gi) ?? []).toEqual(link === undefined ? typed : [link])
    })

    test('speaks to people', () => {
      expect(written.text).not.toMatch(/\b(invalid|session|token|cookie)s?\b|érvénytelen|süti|undefined|null|[{}]/i)
    })

    test('can be read back from the queue as it was put there', () => {
      const queued = { mail, queuedAt }
      expect(queuedMailSchema.parse(JSON.parse(JSON.stringify(queued)))).toEqual(queued)
    })
  },
)

test('every template and every number from M1 to M25 has its sample', () => {
  expect([...new Set(samples.map(({ content }) => content.template))].toSorted()).toEqual(
    Object.keys(mailProps).toSorted(),
  )
  const numbers = new Set(samples.map(({ name }) => name.split(' ')[0]))
  expect(numbers).toEqual(new Set(Array.from({ length: 25 }, (_, at) => `M${at + 1}`)))
})

test('RD1: the mail with a code says until when another one can be asked for, and nothing where none can', () => {
  const about = (windowEndsAt: number | null) =>
    renderMail({
      mail: mailOf('en', {
        template: 'activation-code',
        props: {
          code: 'K7PQ-2M4X-9RTW',
          expiresAt: queuedAt + 432_000,
          kind: 'registration',
          windowEndsAt,
          activateUrl: 'https://kapu.example.hu/aktivalas',
        },
      }),
      queuedAt,
    }).text
  expect(about(queuedAt + 65 * 86_400)).toContain('until 14:22 on 29 January 2027')
  expect(about(null)).not.toContain('If the code runs out')
})

test('RD8: the mail about a reset says until when mailed codes do not count, and only where they do not', () => {
  const about = (holdUntil: number | null) =>
    renderMail({
      mail: mailOf('en', { template: 'password-changed', props: { how: 'reset', holdUntil } }),
      queuedAt,
    }).text
  expect(about(queuedAt + 259_200)).toContain('until 14:22 on 28 November 2026')
  expect(about(null)).not.toContain('For your safety')
})

test('S3 feature 28: who has registered is greeted with what to do and what is possible', () => {
  const { text } = renderMail({
    mail: mailOf('en', { template: 'account-ready', props: { how: 'activated', passwordExpiresAt: null } }),
    queuedAt,
  })
  for (const words of [
    'Signing in once, on any computer',
    'not your own name',
    'a code from a message is not a password',
    '“Forgotten password”',
    'told only in person',
    'forum of the government portal',
    '“Customer service”',
  ])
    expect(text).toContain(words)
})

test('S3 feature 17: the mail with a code says that it is no password, and where it is typed', () => {
  const content = samples.find(({ name }) => name === 'M1')?.content
  expect(content).toBeDefined()
  const { text } = content === undefined ? { text: '' } : renderMail({ mail: mailOf('en', content), queuedAt })
  expect(text).toContain('is not a password: it does not sign you in')
  expect(text).toContain('https://kapu.example.hu/aktivalas')
})

test('a user name cannot be put into the mail with a code', () => {
  const mail = samples.find(({ name }) => name === 'M1')?.content
  const queued = { mail: { to, language: 'hu', ...mail, props: { ...mail?.props, username: 'anna.k' } }, queuedAt }
  expect(queuedMailSchema.safeParse(queued).success).toBe(false)
})

test.each([
  ['M15', { template: 'confirm-address', props: { url: 'javascript:alert(1)', expiresAt: queuedAt } }],
  [
    'M24',
    { template: 'recovery-started', props: { way: 'totp', cancelUrl: 'data:text/html,x', effectiveAt: queuedAt } },
  ],
])('%s takes no address but of the web', (_name, content) => {
  expect(queuedMailSchema.safeParse({ mail: { to, language: 'hu', ...content }, queuedAt }).success).toBe(false)
})

test('what an office did has words in both languages', () => {
  for (const language of languages)
    expect(Object.keys(officeActTexts[language].acts).toSorted()).toEqual([...officeActs].toSorted())
})

describe('a text from outside can neither add markup nor a line', () => {
  const hostile = '<b>Evil</b>\r\nKód: 111111\u2028x'
  const codeProps = { code: '048151', sessionNumber: '623', serviceName: hostile, expiresAt: queuedAt + 600 }
  const contents: Sample['content'][] = [
    { template: 'sign-in-code', props: codeProps },
    { template: 'enrolment-code', props: codeProps },
    { template: 'factor-enrolled', props: { serviceName: hostile, way: 'totp' } },
    { template: 'new-device', props: { serviceName: hostile, at: queuedAt } },
    { template: 'office-act', props: { act: 'closed', officeName: hostile, at: queuedAt } },
    {
      template: 'address-changed',
      props: { undoUrl: null, undoUntil: null, newAddressMasked: hostile, to: 'old', by: 'person' },
    },
    {
      template: 'periodic-statement',
      props: { month: '2026-10', detailed: true, entries: [{ at: queuedAt, text: hostile }] },
    },
  ]

  test.each(contents.map((content) => [content.template, content] as const))('in %s', (_template, content) => {
    const { text, html } = renderMail({ mail: mailOf('hu', content), queuedAt })
    expect(html).not.toContain('<b>')
    expect(html).toContain('&#60;b&#62;Evil')
    expect(text).toContain(': <b>Evil</b> Kód: 111111 x')
    expect(text.split('\n').filter((line) => line.startsWith('Kód: 111111'))).toEqual([])
  })
})

test('after the app was enrolled the mail speaks of the deletion code, after the e-mail code it does not', () => {
  const about = (way: 'totp' | 'email-code') =>
    renderMail({ mail: mailOf('en', { template: 'factor-enrolled', props: { serviceName: 'X', way } }), queuedAt })
  expect(about('totp').text).toContain('deletion code')
  expect(about('email-code').text).not.toContain('deletion code')
})

function body(html: string): string {
  return /<body[^>]*>(.*)<\/body>/s.exec(html)?.[1] ?? ''
}

/** What a person reads of a part, in one line. */
function asText(part: string): string {
  return part.startsWith('<') ? lines(body(part)).join(' ') : spaced(part)
}

function lines(html: string): string[] {
  return decoded(html.replace(/<\/?(strong|a)\b[^>]*>/g, ''))
    .split(/<[^>]*>/)
    .map(spaced)
    .filter((line) => line !== '')
}

function spaced(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

function decoded(text: string): string {
  return text.replace(/&#(\d+);/g, (_, point: string) => String.fromCodePoint(Number(point)))
}
