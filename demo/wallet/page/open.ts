/** A request, from the link to how it ended. It can be fetched once, so it is remembered while its window is open. */
import type { Answering } from '../phone.ts'
import type { WalletRequest } from '../request.ts'
import type { Device } from './keep.ts'
import { phoneOf } from './network.ts'
import { type Ending, endingOfAnswer, endingOfOpening, showEnding } from './outcome.ts'
import { element, fill, language, onPress, onSend, show, textOf, timeText, working } from './screen.ts'
import { unlock } from './unlock.ts'

interface Remembered {
  readonly link: string
  readonly request: WalletRequest | null
  readonly ending: Ending | null
}

const MEMORY = 'request'

/** Opens what the page's address asks for. */
export async function openRequest(device: Device): Promise<void> {
  const link = requestLink()
  const before = remembered()
  if (before?.link === link && before.ending !== null) return showEnding(before.ending)
  const phone = await phoneOf(device)
  if (before?.link === link && before.request !== null) return ask(link, before.request, phone.resume(before.request))
  working(true)
  const opening = await phone.open(link)
  if (opening.kind !== 'asked') return end(link, endingOfOpening(opening))
  remember({ link, request: opening.request, ending: null })
  ask(link, opening.request, opening.answer)
}

/** The address without the page's language. */
function requestLink(): string {
  const url = new URL(location.href)
  url.searchParams.delete('lang')
  return url.href
}

function ask(link: string, request: WalletRequest, answer: Answering): void {
  const screen = show('asked')
  describe(screen, request)
  const buttons = screen.querySelectorAll<HTMLButtonElement>('[data-act="number"]')
  for (const [index, button] of buttons.entries()) {
    const number = request.matchNumbers?.[index] ?? ''
    button.value = number
    button.textContent = number
  }
  element(screen, '[data-numbers]').hidden = request.matchNumbers === null
  element(screen, '[data-here]').hidden = request.matchNumbers !== null
  onSend(screen, async (by) => {
    const isNumber = by instanceof HTMLButtonElement && by.value !== ''
    if (request.matchNumbers === null || isNumber)
      approve(link, request, { answer, number: isNumber ? by.value : null })
  })
  onPress(screen, 'refuse', () => refuse(link, answer))
}

function describe(screen: HTMLElement, request: WalletRequest): void {
  if (request.purpose === 'enrol') {
    element(screen, 'h1').textContent = textOf(screen, 'title-enrol')
    fill(screen, 'service-name', textOf(screen, 'service-enrol'))
    fill(screen, 'warning', textOf(screen, 'warning-enrol'))
  }
  fill(screen, 'service', request.service[language()])
  fill(screen, 'host', request.host)
  fill(screen, 'at', timeText(request.at))
  fill(screen, 'until', timeText(request.expiresAt))
  const claims = request.claims.map((claim) => textOf(screen, `claim-${claim}`))
  fill(screen, 'claims', claims.length === 0 ? textOf(screen, 'nothing') : claims.join(', '))
}

function approve(
  link: string,
  request: WalletRequest,
  { answer, number }: { readonly answer: Answering; readonly number: string | null },
): void {
  const screen = show('approve')
  fill(screen, 'service', request.service[language()])
  if (request.purpose === 'enrol') fill(screen, 'to', textOf(screen, 'to-enrol'))
  element(screen, '[data-chosen]').hidden = number === null
  fill(screen, 'number', number ?? '')
  element(screen, '[name=pin]').focus()
  onSend(screen, async () => {
    if ((await unlock(screen)) === null) return
    working(true)
    end(link, endingOfAnswer(await answer.approve(number), true))
  })
  onPress(screen, 'refuse', () => refuse(link, answer))
}

async function refuse(link: string, answer: Answering): Promise<void> {
  working(true)
  end(link, endingOfAnswer(await answer.refuse(), false))
}

/** Remembered, so that a page loaded anew tells the same and asks nobody again. */
function end(link: string, ending: Ending): void {
  remember({ link, request: null, ending })
  showEnding(ending)
  if (ending.redirectUri !== undefined) location.assign(ending.redirectUri)
}

function remember(what: Remembered): void {
  sessionStorage.setItem(MEMORY, JSON.stringify(what))
}

function remembered(): Remembered | null {
  const kept = sessionStorage.getItem(MEMORY)
  return kept === null ? null : JSON.parse(kept)
}
