import type { Context } from 'koa'
import { inTransaction } from '../database/transaction.ts'
import { plainFrame } from '../http/frame.ts'
import { languageOf } from '../http/language.ts'
import { clientAddress } from '../http/proxy.ts'
import { cardNotHerePage, cardPage } from '../../views/pages/registration/card.ts'
import { readAccountFields } from './account-form.ts'
import { counted } from './counted.ts'
import type { RegistrationDependencies } from './dependencies.ts'
import type { CheckedCard, IdCardRegister } from './id-cards/register.ts'
import type { FieldFault } from './identity-form.ts'
import { openAccount } from './open-account.ts'
import { showOutcome } from './outcome.ts'
import { faultsToShow, readOwnForm, show, showForm, showWait, typedAgain } from './visitor.ts'

/** Cards with a chip exist since then (S0). */
const FIRST_DAY = '2016-01-01'

/** One text for a card that is unknown, too old or used, and for a code that is not its own. */
const REFUSED: FieldFault = { field: 'card_number', fault: 'card_refused' }

/** C11, `GET /regisztracio/eszemelyi`. */
export function cardGet(deps: RegistrationDependencies, ctx: Context): void {
  if (deps.idCards === null) return show(ctx, cardNotHerePage(plainFrame(ctx)))
  showForm(deps, ctx, cardPage)
}

/** `POST` of the same page (#3). Tries of codes are counted, and the code is used up with the account it opens. */
export async function cardPost(deps: RegistrationDependencies, ctx: Context): Promise<void> {
  const form = await readOwnForm(deps, ctx)
  const register = deps.idCards
  if (register === null) return show(ctx, cardNotHerePage(plainFrame(ctx)))
  const cardNumber = (form['card_number'] ?? '').replace(/[\s-]/g, '').toUpperCase()
  const code = (form['card_code'] ?? '').replace(/[\s-]/g, '').toUpperCase()
  const { account, faults } = readAccountFields(form)
  const all: FieldFault[] = [
    ...(/^\d{6}[A-Z]{2}$/.test(cardNumber) ? [] : [{ field: 'card_number', fault: 'card_number' } as const]),
    ...(/^[A-Z0-9]{6,32}$/.test(code) ? [] : [{ field: 'card_code', fault: 'card_code' } as const]),
    ...faults,
  ]
  const values = typedAgain(form)
  const again = (shown: readonly FieldFault[]) =>
    showForm(deps, ctx, cardPage, { faults: faultsToShow(ctx, shown), values })
  if (all.length > 0) return again(all)

  const checked = await checkCard(deps, ctx, register, { cardNumber, code })
  if (checked.kind === 'throttled') return showWait(deps, ctx, cardPage, { refusal: checked.refusal, values })
  if (checked.kind === 'refused') return again([REFUSED])
  const registration = { how: 'eid', identity: checked.card.identity, ...account, language: languageOf(ctx) } as const
  const opened = await openAccount(deps, ctx, {
    registration,
    document: null,
    also: (transaction) => register.burn(transaction, cardNumber, code, deps.clock.now()),
    then: (transaction, accountId) =>
      deps.holdCard(transaction, { accountId, cardNumber, createdAt: deps.clock.now() }),
  })
  await showOutcome(deps, ctx, { opened, form, draw: cardPage, registration, temporary: false, refused: REFUSED })
}

/** Counts the try, as one of a code of this card, before the register is asked. */
async function checkCard(
  deps: RegistrationDependencies,
  ctx: Context,
  register: IdCardRegister,
  { cardNumber, code }: { readonly cardNumber: string; readonly code: string },
) {
  const { db, throttle, clock, audit } = deps
  const address = clientAddress(ctx)
  const account = `id-card\0${cardNumber}`
  const signInId = `${account}\0${address}`
  const reserved = await counted(deps, ctx, (transaction) =>
    throttle.reserve(transaction, { kind: 'code', account, address, signInId }),
  )
  if (!reserved.allowed) return { kind: 'throttled', refusal: reserved } as const
  const card = await register.check(cardNumber, code)
  const counts = card !== null && isWithChip(card)
  await inTransaction(db, async (transaction) => {
    await throttle.settle(transaction, reserved.reservation, counts ? 'unjudged' : 'failure')
    if (counts) return
    await audit.record(transaction, {
      event: 'registration.refused',
      at: clock.now(),
      outcome: 'failure',
      actor: { type: 'person', id: null },
      reason: 'id_card',
      address,
    })
  })
  return counts ? ({ kind: 'checked', card } as const) : ({ kind: 'refused' } as const)
}

function isWithChip({ issuedOn }: CheckedCard): boolean {
  return issuedOn >= FIRST_DAY
}
