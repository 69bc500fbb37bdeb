import type { Transaction } from '../../database/transaction.ts'
import { birthKey, birthKeys } from '../../persons/identity-key.ts'
import type { NaturalIdentity } from '../../persons/person.ts'
import { wasKnown } from '../customers/store.ts'
import { actedBy, type AtDesk, type DeskDependencies, type Occasion } from '../desk.ts'
import type { ShownDocument } from '../documents.ts'
import { mayAct, refuse, type Refused, undoing } from '../perform.ts'
import { recordAtDesk } from '../record.ts'
import { askForAct } from '../requests/request.ts'
import { openVisit } from '../visits/visit.ts'

/** What somebody registers with in person. The forms of all of it were judged. */
export interface Registration {
  readonly identity: NaturalIdentity
  readonly document: ShownDocument
  readonly email: string
  readonly username: string
  readonly language: 'hu' | 'en'
  /** Of the data notice that they signed. */
  readonly noticeVersion: string
}

export interface Registered {
  readonly ok: true
  /** Where the receipt is printed; null where a second clerk decides first. */
  readonly visitId: string | null
}

/**
 * K3, #2: registers somebody who stands before the clerk with their documents. Every temporary registration with the
 * same identity is deleted (RD12). Somebody who had an account before waits for a second clerk: services would know
 * the new account as the old one, so closing one and opening another must not be in one clerk's hand.
 */
export async function register(
  deps: DeskDependencies,
  {
    desk,
    occasion,
    registration,
  }: { readonly desk: AtDesk; readonly occasion: Occasion; readonly registration: Registration },
): Promise<Registered | Refused> {
  return await undoing(deps, async (t) => {
    if (!(await mayAct(t, desk))) return refuse('no_right')
    const { identity } = registration
    if (isOwnIdentity(deps, desk, identity)) return refuse('own_record')
    if (await wasKnown(t, birthKeys(deps.keyed, identity))) {
      const matter = birthKey(deps.keyed, identity)
      const asked = { ...occasion, ...registration }
      const isAsked = await askForAct(deps, t, desk, { kind: 'register', subjectAccountId: null, matter, asked })
      if (!isAsked) return refuse('asked_already')
      await recordAtDesk(deps, t, desk, { event: 'desk.act_requested', reason: 'register', occasion })
      return { ok: true, visitId: null }
    }
    const opened = await registerNow(deps, t, { desk, occasion, registration })
    if (!opened.ok) return opened
    const visit = { ...occasion, shown: null, subjectAccountId: opened.accountId, purpose: 'customer' } as const
    return { ok: true, visitId: await openVisit(deps, t, desk, { ...visit, receiptReady: true }) }
  })
}

/** The account itself: M1 with the code goes to the address, M25 beside it. */
export async function registerNow(
  deps: DeskDependencies,
  t: Transaction,
  {
    desk,
    occasion,
    registration,
  }: { readonly desk: AtDesk; readonly occasion: Occasion; readonly registration: Registration },
): Promise<{ readonly ok: true; readonly accountId: string } | Refused> {
  const { identity, document, email, username, language, noticeVersion } = registration
  if (isOwnIdentity(deps, desk, identity)) return refuse('own_record')
  const by = actedBy(desk, occasion)
  const opened = await deps.life.open(t, { how: 'office', identity, username, email, language }, by)
  if (!opened.ok) return opened
  await recordAtDesk(deps, t, desk, {
    event: 'desk.registered',
    subjectAccountId: opened.accountId,
    occasion,
    detail: {
      citizenship: document.citizenship,
      documentType: document.type,
      // Tells whether the same document was shown again, not which it was
      documentKey: deps.keyed.hash('desk-document', document.number),
      noticeVersion,
    },
  })
  const props = { act: 'registered', officeName: desk.office.names[language], at: deps.clock.now() } as const
  await deps.enqueueMail(t, { to: email, language, template: 'office-act', props })
  return opened
}

/** Clerks register themselves at another's desk. */
export function isOwnIdentity(
  { keyed }: Pick<DeskDependencies, 'keyed'>,
  { clerk }: Pick<AtDesk, 'clerk'>,
  identity: NaturalIdentity,
): boolean {
  return clerk.birthKey !== null && birthKeys(keyed, identity).includes(clerk.birthKey)
}
