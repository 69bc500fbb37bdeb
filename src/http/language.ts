import type { Context } from 'koa'
import type { Language } from '../../views/frame.ts'
import { cookieNames, isSecure } from './cookies.ts'
import type { EdgeMiddleware } from './edge-state.ts'

const DEFAULT: Language = 'hu'
const YEAR = 365 * 24 * 60 * 60

/** A header is read up to here; no browser lists more languages than fit. */
const MAX_LENGTH = 512

/** Whatever says something about a person's language, as it was sent. */
export interface LanguageWishes {
  readonly lang?: string | undefined
  readonly cookie?: string | undefined
  readonly uiLocales?: string | undefined
  readonly acceptLanguage?: string | undefined
}

/** The link just followed, what was chosen before, what the service asks for, what the browser says, Hungarian. */
export function chooseLanguage(wishes: LanguageWishes): Language {
  return (
    known(wishes.lang) ??
    known(wishes.cookie) ??
    firstKnown((wishes.uiLocales ?? '').slice(0, MAX_LENGTH).split(' ')) ??
    firstKnown(byWeight((wishes.acceptLanguage ?? '').slice(0, MAX_LENGTH))) ??
    DEFAULT
  )
}

/** The language of a request; `uiLocales` is the authorization request's `ui_locales` (OIDC Core §3.1.2.1). */
export function languageOf(ctx: Pick<Context, 'querystring' | 'req'>, uiLocales?: string): Language {
  return chooseLanguage({
    uiLocales,
    lang: new URLSearchParams(ctx.querystring).get('lang') ?? undefined,
    cookie: /(?:^|; *)kapu-language=(\w+)/.exec(ctx.req.headers.cookie ?? '')?.[1],
    acceptLanguage: ctx.req.headers['accept-language'],
  })
}

/** This page in each language. */
export function languageLinks(ctx: Pick<Context, 'path' | 'querystring'>): Readonly<Record<Language, string>> {
  const link = (language: Language): string => {
    const query = new URLSearchParams(ctx.querystring)
    query.set('lang', language)
    return `${ctx.path}?${query.toString()}`
  }
  return { hu: link('hu'), en: link('en') }
}

/** Remembers a language that was chosen by its link. */
export function rememberLanguage(issuer: string): EdgeMiddleware {
  const attributes = `HttpOnly; SameSite=Lax${isSecure(issuer) ? '; Secure' : ''}`
  const { language: name } = cookieNames(issuer)
  return async (ctx, next) => {
    const chosen = known(new URLSearchParams(ctx.querystring).get('lang') ?? undefined)
    // Before: an answer that streams has sent its headers by the time `next` returns.
    if (chosen !== null) ctx.append('Set-Cookie', `${name}=${chosen}; Path=/; ${lifeOf(ctx.path)}${attributes}`)
    await next()
  }
}

/** A sign-in leaves nothing behind in a browser that others may use, too; elsewhere the choice is kept. */
function lifeOf(path: string): string {
  return path.startsWith('/interaction/') ? '' : `Max-Age=${YEAR}; `
}

function firstKnown(tags: readonly string[]): Language | null {
  for (const tag of tags) {
    const language = known(tag)
    if (language !== null) return language
  }
  return null
}

/** The primary subtag decides: `en-GB` is English (RFC 4647 §3.4). */
function known(tag: string | undefined): Language | null {
  const primary = tag?.trim().split('-', 1)[0]?.toLowerCase()
  return primary === 'hu' || primary === 'en' ? primary : null
}

/** RFC 9110 §12.5.4: the heaviest first, equals as they stand; weight 0 means "not this one". */
function byWeight(header: string): string[] {
  return header
    .split(',')
    .map((item) => {
      const [tag = '', ...parameters] = item.split(';')
      const weight = parameters.map((parameter) => /^\s*q\s*=\s*([\d.]+)\s*$/.exec(parameter)?.[1]).find(Boolean)
      return { tag, weight: weight === undefined ? 1 : Number(weight) }
    })
    .filter(({ weight }) => weight > 0)
    .toSorted((one, other) => other.weight - one.weight)
    .map(({ tag }) => tag)
}
