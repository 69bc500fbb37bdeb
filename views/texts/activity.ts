/** What happened with an account, as its owner reads it: in the activity log, its export and the periodic statement. */
import type { Language } from '../frame.ts'

/** By what the log can be filtered. */
export const activityKinds = ['sign_in', 'change', 'service', 'office'] as const

export type ActivityKind = (typeof activityKinds)[number]

interface EventWords {
  readonly kind: Exclude<ActivityKind, 'office'>
  readonly hu: string
  readonly en: string
  /** Where it did not succeed. */
  readonly failed?: { readonly hu: string; readonly en: string }
}

/** The recorded events that have a meaning for the person. What an office did is `office`, whatever it was. */
const events: Readonly<Record<string, EventWords>> = {
  'sign_in.finished': { kind: 'sign_in', hu: 'Belépés', en: 'Signed in' },
  'sign_in.factor_failed': { kind: 'sign_in', hu: 'Sikertelen belépési kísérlet', en: 'Failed attempt to sign in' },
  'sign_in.refused': { kind: 'sign_in', hu: 'Elutasított belépés', en: 'Sign-in refused' },
  'sign_in.throttled': { kind: 'sign_in', hu: 'Túl sok belépési kísérlet', en: 'Too many attempts to sign in' },
  'session.ended': { kind: 'sign_in', hu: 'Kijelentkezés', en: 'Signed out' },
  account_switched: {
    kind: 'sign_in',
    hu: 'Más lépett be ugyanabban a böngészőben',
    en: 'Another person signed in in the same browser',
  },
  'factor.enrolled': { kind: 'change', hu: 'Új belépési mód beállítva', en: 'New way to sign in set up' },
  'factor.replaced': { kind: 'change', hu: 'Belépési mód cserélve', en: 'Way to sign in replaced' },
  'factor.removed': {
    kind: 'change',
    hu: 'Belépési mód törölve',
    en: 'Way to sign in removed',
    failed: { hu: 'Sikertelen kísérlet belépési mód törlésére', en: 'Failed attempt to remove a way to sign in' },
  },
  'account.opened': { kind: 'change', hu: 'Regisztráció', en: 'Registration' },
  'account.activated': { kind: 'change', hu: 'Regisztráció aktiválva', en: 'Registration activated' },
  'account.finalised': { kind: 'change', hu: 'Regisztráció véglegesítve', en: 'Registration finalised' },
  'account.code_sent': {
    kind: 'change',
    hu: 'Kód elküldve',
    en: 'Code sent',
    failed: { hu: 'Kódot kértek, de nem küldtünk', en: 'A code was asked for but not sent' },
  },
  'account.code_redeemed': { kind: 'change', hu: 'Kód felhasználva', en: 'Code used' },
  'account.code_failed': { kind: 'change', hu: 'Hibás kód', en: 'Wrong code' },
  'account.state_changed': {
    kind: 'change',
    hu: 'A regisztráció állapota megváltozott',
    en: 'State of the registration changed',
  },
  'account.suspended': { kind: 'change', hu: 'Fiók felfüggesztve', en: 'Account suspended' },
  'account.lifted': { kind: 'change', hu: 'Felfüggesztés feloldva', en: 'Suspension lifted' },
  'account.username_told': { kind: 'change', hu: 'Felhasználónév közölve', en: 'User name told' },
  'account.username_changed': { kind: 'change', hu: 'Felhasználónév megváltozott', en: 'User name changed' },
  'account.address_change_requested': { kind: 'change', hu: 'Új e-mail-cím megadva', en: 'New e-mail address given' },
  'account.address_changed': {
    kind: 'change',
    hu: 'Azonosítási e-mail-cím megváltozott',
    en: 'Identification e-mail changed',
  },
  'account.address_change_undone': {
    kind: 'change',
    hu: 'E-mail-cím változása visszavonva',
    en: 'Change of e-mail undone',
  },
  'account.notice_address_requested': {
    kind: 'change',
    hu: 'Második értesítési cím megadva',
    en: 'Second address for notices given',
  },
  'account.notice_address_changed': {
    kind: 'change',
    hu: 'Második értesítési cím megerősítve',
    en: 'Second address for notices confirmed',
  },
  'account.notice_address_removed': {
    kind: 'change',
    hu: 'Második értesítési cím törölve',
    en: 'Second address for notices removed',
  },
  'recovery.started': {
    kind: 'change',
    hu: 'A belépés visszaállítása elindult',
    en: 'Recovery of the sign-in started',
    failed: {
      hu: 'Kérték a belépés visszaállítását, de nem indult el',
      en: 'A recovery of the sign-in was asked for but not started',
    },
  },
  'recovery.cancelled': {
    kind: 'change',
    hu: 'A belépés visszaállítása megszűnt',
    en: 'Recovery of the sign-in cancelled',
  },
  'recovery.completed': {
    kind: 'change',
    hu: 'A belépés visszaállítása befejeződött',
    en: 'Recovery of the sign-in completed',
  },
  'account.password_changed': { kind: 'change', hu: 'Jelszó megváltozott', en: 'Password changed' },
  'account.password_closed': { kind: 'change', hu: 'Jelszó lezárva', en: 'Password closed' },
  'account.password_reenabled': { kind: 'change', hu: 'Jelszó újra engedélyezve', en: 'Password allowed again' },
  'consent.given': { kind: 'service', hu: 'Adatok átadása', en: 'Data shared' },
  'consent.withdrawn': { kind: 'service', hu: 'Hozzájárulás visszavonva', en: 'Consent withdrawn' },
  'statement.settings_changed': { kind: 'change', hu: 'Időszaki értesítés beállítva', en: 'Periodic statement set' },
  'data.exported': { kind: 'change', hu: 'Napló letöltve', en: 'Log downloaded' },
  'desk.searched': { kind: 'change', hu: 'Ügyintéző megnézte az adatait', en: 'A registrar looked at your data' },
  'desk.registered': { kind: 'change', hu: 'Regisztráció a hivatalban', en: 'Registered at an office' },
  'desk.act_requested': { kind: 'change', hu: 'Hivatali művelet kezdeményezve', en: 'Office act asked for' },
  'desk.act_approved': { kind: 'change', hu: 'Hivatali művelet jóváhagyva', en: 'Office act approved' },
  'desk.act_refused': { kind: 'change', hu: 'Hivatali művelet elutasítva', en: 'Office act refused' },
  'desk.receipt_printed': { kind: 'change', hu: 'Igazolás nyomtatva', en: 'Receipt printed' },
}

/** The names of the events that the person is shown, of one kind or of all. */
export function activityEvents(kind: Exclude<ActivityKind, 'office'> | null = null): string[] {
  return Object.keys(events).filter((name) => kind === null || events[name]?.kind === kind)
}

/** What happened, in words; an unknown event by its name, so that nothing is hidden. */
export function activityWords(language: Language, event: string, succeeded = true): string {
  const words = events[event]
  if (words === undefined) return event
  if (succeeded) return words[language]
  const failed = language === 'hu' ? 'sikertelen' : 'failed'
  return words.failed?.[language] ?? (isFailureItself(event) ? words[language] : `${words[language]} (${failed})`)
}

function isFailureItself(event: string): boolean {
  return [
    'sign_in.factor_failed',
    'sign_in.refused',
    'sign_in.throttled',
    'account.code_failed',
    'desk.act_refused',
  ].includes(event)
}
