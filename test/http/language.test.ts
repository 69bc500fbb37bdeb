import { describe, expect, test } from 'vitest'
import type { EdgeMiddleware } from '../../src/http/edge-state.ts'
import {
  chooseLanguage,
  languageLinks,
  languageOf,
  rememberLanguage,
  type LanguageWishes,
} from '../../src/http/language.ts'
import { edgeServer } from './edge-server.ts'

describe('the language of a request', () => {
  const choices: readonly [rule: string, wishes: LanguageWishes, language: 'hu' | 'en'][] = [
    ['is Hungarian where nothing is said', {}, 'hu'],
    ['is that of the link just followed', { lang: 'en', cookie: 'hu', uiLocales: 'hu', acceptLanguage: 'hu' }, 'en'],
    ['is that chosen before', { cookie: 'en', uiLocales: 'hu', acceptLanguage: 'hu' }, 'en'],
    ['is that which the service asks for', { uiLocales: 'de en-GB hu', acceptLanguage: 'hu' }, 'en'],
    ["is the browser's", { acceptLanguage: 'en-US,en;q=0.9' }, 'en'],
    ['is the heaviest that we speak', { acceptLanguage: 'de, hu;q=0.5, en;q=0.8' }, 'en'],
    ['is the first of equals', { acceptLanguage: 'de, hu, en' }, 'hu'],
    ['is not one that is refused', { acceptLanguage: 'hu;q=0, en;q=0.1' }, 'en'],
    ['is read without regard to case', { acceptLanguage: 'EN-gb' }, 'en'],
    ['ignores a link to a language that we do not speak', { lang: 'de', cookie: 'en' }, 'en'],
    ['ignores a cookie that says nothing', { cookie: 'x', acceptLanguage: 'en' }, 'en'],
    ['is not mistaken for one that begins alike', { acceptLanguage: 'enm, hun' }, 'hu'],
    ['ignores nonsense', { acceptLanguage: ';;q=,,=;q=x' }, 'hu'],
  ]
  for (const [rule, wishes, language] of choices) test(rule, () => expect(chooseLanguage(wishes)).toBe(language))

  test('is found in bounded time, however much is sent', () => {
    const startedAt = performance.now()
    expect(chooseLanguage({ acceptLanguage: 'de;q=0.1,'.repeat(1_000_000), uiLocales: 'de '.repeat(1_000_000) })).toBe(
      'hu',
    )
    expect(performance.now() - startedAt).toBeLessThan(100)
  })
})

describe('the language switch', () => {
  const page: EdgeMiddleware = (ctx) => {
    ctx.body = { language: languageOf(ctx, ctx.get('X-Ui-Locales')), links: languageLinks(ctx) }
  }
  const visit = async (path: string, headers: Record<string, string> = {}, issuer = 'http://localhost:3000') => {
    await using server = await edgeServer([rememberLanguage(issuer), page])
    const response = await fetch(server.origin + path, { headers })
    return { cookie: response.headers.get('Set-Cookie'), body: await response.json() }
  }

  test('is remembered', async () => {
    const first = await visit('/?lang=en', { 'Accept-Language': 'hu' })
    expect(first.body).toMatchObject({ language: 'en' })
    expect(first.cookie).toBe('kapu-language=en; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax')
    const second = await visit('/', { Cookie: 'a=b; kapu-language=en', 'X-Ui-Locales': 'hu' })
    expect(second).toMatchObject({ cookie: null, body: { language: 'en' } })
  })

  test('is remembered over https only where that is the issuer', async () => {
    expect((await visit('/?lang=en', {}, 'https://kapu.example')).cookie).toMatch(/; Secure$/)
  })

  test('sets nothing for a language that we do not speak', async () => {
    expect((await visit('/?lang=de%0d%0aSet-Cookie:x')).cookie).toBeNull()
  })

  test('leads to the same page with the same parameters', async () => {
    expect((await visit('/help?a=1&lang=hu&b=%26')).body).toMatchObject({
      links: { hu: '/help?a=1&lang=hu&b=%26', en: '/help?a=1&lang=en&b=%26' },
    })
  })
})
