/** Showing one screen at a time. The words are in the page, in its language; here are none. */

const main = element(document, 'main')

/** Shows the screen alone, its heading in the title and in focus. */
export function show(step: string): HTMLElement {
  for (const other of document.querySelectorAll<HTMLElement>('[data-step]')) other.hidden = true
  const shown = screenOf(step)
  shown.hidden = false
  working(false)
  clearErrors(shown)
  const heading = element(shown, 'h1')
  document.title = `${heading.textContent} – ${main.dataset['name'] ?? ''}`
  heading.focus()
  return shown
}

/** A screen by its name, shown or not. */
export function screenOf(step: string): HTMLElement {
  return element(document, `[data-step="wallet/${step}"]`)
}

/** Says that something takes a moment; the screens are gone until the next is shown. */
export function working(isWorking: boolean): void {
  element(main, '[data-working]').hidden = !isWorking
  if (!isWorking) return
  for (const screen of document.querySelectorAll<HTMLElement>('[data-step]')) screen.hidden = true
}

/** Fills a place in a screen. */
export function fill(screen: HTMLElement, slot: string, text: string): void {
  element(screen, `[data-slot="${slot}"]`).textContent = text
}

/** Words that the page holds ready. */
export function textOf(screen: HTMLElement, name: string): string {
  return element(screen, `[data-text="${name}"]`).textContent
}

/** Says at the field what is wrong with it, and goes there. */
export function fail(screen: HTMLElement, field: string, text: string): void {
  clearErrors(screen)
  element(screen, `[data-error="${field}"]`).textContent = text
  const input = screen.querySelector<HTMLElement>(`[name="${field}"]`)
  input?.setAttribute('aria-invalid', 'true')
  input?.focus()
  const prefix = main.dataset['errorPrefix'] ?? ''
  if (!document.title.startsWith(prefix)) document.title = `${prefix}${document.title}`
}

/** The value of a field. */
export function valueOf(screen: HTMLElement, field: string): string {
  return inputOf(screen, field).value.trim()
}

/** Puts something into a field. */
export function putInto(screen: HTMLElement, field: string, value: string): void {
  inputOf(screen, field).value = value
}

/** Empties a field: no PIN stays behind. */
export function empty(screen: HTMLElement, field: string): void {
  putInto(screen, field, '')
}

/** What happens when the screen's form is sent, by button or by Enter. A second press while it works does nothing. */
export function onSend(screen: HTMLElement, send: (by: HTMLElement | null) => Promise<void>): void {
  let isBusy = false
  element(screen, 'form').addEventListener('submit', (event) => {
    event.preventDefault()
    if (isBusy) return
    isBusy = true
    void send(event.submitter).finally(() => (isBusy = false))
  })
}

/** What happens when a button outside a form's order is pressed. */
export function onPress(screen: HTMLElement, act: string, press: () => Promise<void> | void): void {
  for (const button of screen.querySelectorAll<HTMLElement>(`[data-act="${act}"]`))
    button.addEventListener('click', () => void press())
}

/** @throws where the page has no such place: page and code belong together */
export function element(within: ParentNode, selector: string): HTMLElement {
  return elementOf(within, selector, HTMLElement)
}

/** The same, of a kind. */
export function elementOf<Found extends HTMLElement>(
  within: ParentNode,
  selector: string,
  kind: abstract new (...args: never[]) => Found,
): Found {
  const found = within.querySelector(selector)
  if (!(found instanceof kind)) throw new Error(`the page has no ${selector}`)
  return found
}

/** Epoch seconds as people read them, in Hungary's time. */
export function timeText(at: number): string {
  const format = { dateStyle: 'long', timeStyle: 'medium', timeZone: 'Europe/Budapest' } as const
  return new Intl.DateTimeFormat(locale(), format).format(new Date(at * 1000))
}

/** A day, `1984-03-17`, as people read it. */
export function dayText(day: string): string {
  return new Intl.DateTimeFormat(locale(), { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`))
}

/** The page's. */
export function language(): 'hu' | 'en' {
  return document.documentElement.lang === 'en' ? 'en' : 'hu'
}

function locale(): string {
  return language() === 'hu' ? 'hu' : 'en-GB'
}

function clearErrors(screen: HTMLElement): void {
  for (const error of screen.querySelectorAll('[data-error]')) error.textContent = ''
  for (const input of screen.querySelectorAll('[aria-invalid]')) input.removeAttribute('aria-invalid')
}

function inputOf(screen: HTMLElement, field: string): HTMLInputElement | HTMLTextAreaElement {
  const found = screen.querySelector(`[name="${field}"]`)
  if (found instanceof HTMLInputElement || found instanceof HTMLTextAreaElement) return found
  throw new Error(`the page has no field ${field}`)
}
