/** What people's scripts, password managers and screen readers rely on, for every page in every state (design §4). */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { hostile } from '../gallery/frames.ts'
import { languages, states } from '../gallery/states.ts'
import { textsFor } from '../../views/texts/index.ts'

const drawn = states.flatMap((state) =>
  languages.map((language) => ({
    state,
    language,
    page: state.render(language),
    title: `${state.name} (${language})`,
  })),
)

/** What a button asks for. `extend` stands on every page whose end can be put off (docs/decisions/0019-more-time.md). */
const ACTIONS = [
  'continue',
  'extend',
  'stay',
  'switch',
  'cancel',
  'resend',
  'other',
  'skip',
  'approve',
  'everywhere',
  'here',
  'remove',
]

interface Tag {
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
}

/** The start tags of a page that we wrote ourselves: attributes are always quoted, `>` is always escaped in them. */
function tagsOf(page: string): Tag[] {
  return [...page.matchAll(/<([a-z][a-z0-9]*)((?:\s+[^\s=>/"]+(?:="[^"]*")?)*)\s*\/?>/g)].map((match) => ({
    name: match[1] ?? '',
    attributes: new Map(
      [...(match[2] ?? '').matchAll(/([^\s=>/"]+)(?:="([^"]*)")?/g)].map((pair) => [
        pair[1] ?? '',
        decoded(pair[2] ?? ''),
      ]),
    ),
  }))
}

function decoded(text: string): string {
  return text.replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
}

/** Of our own pages: without the navigation above them, which signs out by a form of its own. */
function withoutNavigation(page: string): string {
  return page.replace(/<nav class="my".*?<\/nav>/s, '')
}

function named(page: string, name: string): Tag[] {
  return tagsOf(page).filter((tag) => tag.name === name)
}

test('names of states are unique', () => {
  expect(new Set(states.map((state) => state.name)).size).toBe(states.length)
})

describe.each(drawn)('$title', ({ state, language, page }) => {
  const ids = tagsOf(page).flatMap((tag) => tag.attributes.get('id') ?? [])
  const texts = textsFor(language)

  test('says its language and its step, once', () => {
    expect(page).toMatch(/^<!doctype html>/i)
    expect(named(page, 'html').map((tag) => tag.attributes.get('lang'))).toEqual([language])
    expect(named(page, 'main').map((tag) => tag.attributes.get('data-step'))).toEqual([state.step])
    expect(named(page, 'h1')).toHaveLength(1)
  })

  test('says that it is a demonstration', () => {
    expect(page).toContain(texts.frame.demoTitle)
    expect(page).toContain(texts.frame.demoText)
  })

  test('begins its title with the word for an error only where there is one', () => {
    const title = /<title>([^<]*)<\/title>/.exec(page)?.[1] ?? ''
    expect(title.startsWith(texts.errors.titlePrefix)).toBe(state.faulty)
    expect(title).toMatch(/ – Kapu$/)
  })

  test('has its one form with the hidden token, or none', () => {
    const forms = named(withoutNavigation(page), 'form')
    if (state.several === true) {
      const tokens = named(withoutNavigation(page), 'input').filter((tag) => tag.attributes.get('name') === 'csrf')
      const sent = forms.filter((tag) => tag.attributes.get('method') === 'post')
      expect(tokens).toHaveLength(sent.length)
      return expect(new Set(forms.map((tag) => tag.attributes.get('id'))).size).toBe(forms.length)
    }
    expect(forms).toHaveLength(state.interaction ? 1 : 0)
    for (const form of forms) {
      expect(form.attributes.get('id')).toBe('step')
      expect(form.attributes.get('method')).toBe('post')
      expect(form.attributes.get('action')).toBeTruthy()
      // What is handed over to a service is the answer alone: neither a token of ours nor a button's name
      if (state.step === 'hand_over') continue
      expect(
        named(page, 'input')
          .find((tag) => tag.attributes.get('name') === 'csrf')
          ?.attributes.get('value'),
      ).toBeTruthy()
    }
  })

  test('labels every field, and gives no two the same name', () => {
    const fields = named(page, 'input').filter(
      (tag) => tag.attributes.get('type') !== 'hidden' && !tag.attributes.has('hidden'),
    )
    const labelled = named(page, 'label').map((tag) => tag.attributes.get('for'))
    for (const field of fields) expect(labelled).toContain(field.attributes.get('id'))
    if (state.several === true) return
    const names = named(withoutNavigation(page), 'input').map((tag) => tag.attributes.get('name'))
    expect(new Set(names).size).toBe(names.length)
  })

  test('uses the agreed names and autocompletion', () => {
    // At the desk it is never the name or the code of who sits there
    if (state.step === 'hand_over' || state.step.startsWith('desk/')) return
    const autocomplete = { username: 'username', password: 'current-password', code: 'one-time-code' }
    for (const [name, expected] of Object.entries(autocomplete)) {
      for (const field of named(page, 'input').filter((tag) => tag.attributes.get('name') === name)) {
        expect(field.attributes.get('autocomplete')).toBe(expected)
        if (name === 'code') expect(field.attributes.get('inputmode')).toBe('numeric')
        if (name === 'password') expect(field.attributes.get('type')).toBe('password')
      }
    }
  })

  test('submits only agreed actions and factors', () => {
    const pressed = named(withoutNavigation(page), 'button')
    if (state.several === true) {
      const values = pressed.map((tag) => tag.attributes.get('value') ?? '')
      return expect(values.join(' ')).toMatch(/^( ?(|cancel|end|end_others|remove|withdraw|json|csv|statement))*$/)
    }
    expect(pressed.length > 0).toBe(state.interaction)
    for (const button of pressed) {
      expect(button.attributes.get('type')).toBe('submit')
      const { name, value } = Object.fromEntries(button.attributes)
      if (state.step === 'hand_over') continue
      if (name === 'action') {
        expect(ACTIONS).toContain(value)
      } else if (state.step !== 'desk/office') {
        expect(name).toBe('factor')
        expect(Object.keys(texts.methods)).toContain(value)
      }
    }
  })

  test('lets more time be asked for once, after all other buttons: the Enter key presses the first', () => {
    const pressed = named(withoutNavigation(page), 'button').map((tag) => tag.attributes.get('value'))
    if (pressed.includes('extend')) expect(pressed.indexOf('extend')).toBe(pressed.length - 1)
  })

  test('points only at ids that exist, each once', () => {
    expect(new Set(ids).size).toBe(ids.length)
    for (const tag of tagsOf(page)) {
      for (const reference of ['aria-describedby', 'aria-labelledby', 'for']) {
        for (const id of tag.attributes.get(reference)?.split(' ') ?? []) expect(ids).toContain(id)
      }
      const href = tag.attributes.get('href')
      if (href?.startsWith('#')) expect(ids).toContain(href.slice(1))
    }
  })

  test('marks the faulty field and moves the focus to the summary', () => {
    const summary = tagsOf(page).filter((tag) => tag.attributes.get('role') === 'alert')
    expect(summary).toHaveLength(state.faulty && (state.interaction || state.several === true) ? 1 : 0)
    for (const tag of summary) {
      expect(tag.attributes.has('autofocus')).toBe(true)
      expect(tag.attributes.get('tabindex')).toBe('-1')
    }
    for (const field of tagsOf(page).filter((tag) => tag.attributes.get('aria-invalid') === 'true')) {
      expect(field.attributes.get('aria-describedby')).toContain(`${field.attributes.get('name')}-error`)
      expect(page).toContain(`href="#${field.attributes.get('id')}"`)
    }
  })

  test('carries no script or style of its own, which the content security policy would refuse', () => {
    expect(named(page, 'style')).toEqual([])
    for (const script of page.matchAll(/<script([^>]*)>(.*?)<\/script>/gs)) {
      expect(script[1]).toContain('src="/assets/')
      expect(script[2]).toBe('')
    }
    for (const tag of tagsOf(page)) {
      for (const attribute of tag.attributes.keys()) expect(attribute).not.toMatch(/^(style|on.*)$/)
    }
  })

  test('links only to harmless addresses', () => {
    for (const link of named(page, 'a')) {
      expect(link.attributes.get('href')).toMatch(
        /^(\/(?!\/)|#|\?lang=(hu|en)$|https?:\/\/|otpauth:\/\/totp\/|openid4vp:\/\/)/,
      )
    }
  })

  test('lets nothing through that it was given as text', () => {
    expect(page).not.toContain(hostile)
    expect(page).not.toContain('<img')
    expect(page).not.toContain('<script>')
  })

  test('shows the way out and the number to quote', () => {
    expect(page).toContain(texts.frame.incident)
    for (const path of ['/segitseg', '/accessibility', '/privacy']) {
      expect(named(page, 'a').some((tag) => tag.attributes.get('href') === `${path}?lang=${language}`)).toBe(true)
    }
  })
})

test('the page of an error has one way on', () => {
  for (const { state, page } of drawn.filter(({ state }) => state.step === 'error')) {
    const onward = named(page, 'a').filter((tag) => tag.attributes.get('class')?.startsWith('button'))
    expect([state.name, onward.length]).toEqual([state.name, 1])
  }
})

test('the style sheet stays under 15 KB and asks for nothing from elsewhere', () => {
  const css = readFileSync(new URL('../../public/kapu.css', import.meta.url), 'utf8')
  expect(Buffer.byteLength(css)).toBeLessThan(15_000)
  expect(css).not.toMatch(/url\(|@import|@font-face/)
})
