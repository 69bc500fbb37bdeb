/** One mail of each kind and what must be in it; made-up people and codes. */
import type { Mail } from '../../src/mail/mail.ts'
import type { Language } from '../../views/frame.ts'

/** 14:22 on 25 November 2026 in Budapest. */
export const queuedAt = Date.UTC(2026, 10, 25, 13, 22) / 1000

const DAY = 86_400
const inDays = (days: number): number => queuedAt + days * DAY
const codeProps = { code: '048151', sessionNumber: '623', serviceName: 'Tárhely', expiresAt: queuedAt + 600 }
const code = 'K7PQ-2M4X-9RTW'
const activateUrl = 'https://kapu.example.hu/aktivalas'

/** What is said of the mail, whatever its language. */
type Content = Mail extends infer One ? (One extends Mail ? Pick<One, 'template' | 'props'> : never) : never

export interface Sample {
  /** The mail's number. */
  readonly name: string
  readonly content: Content
  readonly subject: Readonly<Record<Language, string>>
  /** What must be told, in both parts. */
  readonly told: Readonly<Record<Language, readonly string[]>>
  /** The one address that can be followed. */
  readonly link?: string
}

const both = (...words: readonly string[]) => ({ hu: words, en: words })
const inFiveDays = { hu: '2026. november 30. 14:22-ig', en: 'until 14:22 on 30 November 2026' }
const now = { hu: ['2026. november 25. 14:22'], en: ['14:22 on 25 November 2026'] }

export const samples: readonly Sample[] = [
  {
    name: 'M1',
    content: {
      template: 'activation-code',
      props: { code, expiresAt: inDays(5), kind: 'registration', windowEndsAt: inDays(65), activateUrl },
    },
    subject: {
      hu: 'Aktiváló kód az Ügyfélkapu regisztrációjához (5 napig érvényes)',
      en: 'Activation code for your Client Gate registration (valid for 5 days)',
    },
    told: {
      hu: [code, activateUrl, inFiveDays.hu, '2027. január 29. 14:22-ig', 'Elfelejtett jelszó', 'adatait töröljük'],
      en: [
        code,
        activateUrl,
        inFiveDays.en,
        'until 14:22 on 29 January 2027',
        'Forgotten password',
        'we delete its data',
      ],
    },
  },
  {
    name: 'M2',
    content: { template: 'account-ready', props: { how: 'activated', passwordExpiresAt: inDays(730) } },
    subject: { hu: 'Ügyfélkapuja elkészült', en: 'Your Client Gate is ready' },
    told: {
      hu: ['2028. november 24. 14:22-ig', 'ne a saját nevét', 'nem jelszó', 'csak személyesen', 'fórum'],
      en: ['until 14:22 on 24 November 2028', 'not your own name', 'not a password', 'only in person', 'forum'],
    },
  },
  {
    name: 'M3',
    content: { template: 'temporary-ready', props: { finaliseBy: inDays(30) } },
    subject: {
      hu: 'Ideiglenes Ügyfélkapu: véglegesítse 2026. december 25-ig',
      en: 'Temporary Client Gate: finalise by 25 December 2026',
    },
    told: {
      hu: ['2026. december 25. 14:22-ig', 'okmányirodába', 'töröljük'],
      en: ['until 14:22 on 25 December 2026', 'document office', 'delete'],
    },
  },
  {
    name: 'M4',
    content: { template: 'temporary-reminder', props: { days: 7, finaliseBy: inDays(7) } },
    subject: {
      hu: 'Emlékeztető: 7 nap múlva törlődik ideiglenes regisztrációja',
      en: 'Reminder: your temporary registration will be deleted in 7 days',
    },
    told: { hu: ['2026. december 2. 14:22-ig'], en: ['until 14:22 on 2 December 2026'] },
  },
  {
    name: 'M5',
    content: { template: 'account-deleted', props: { why: 'temporary_expired' } },
    subject: { hu: 'Ügyfélkapu regisztrációját töröltük', en: 'Your Client Gate registration has been deleted' },
    told: now,
  },
  {
    name: 'M6',
    content: { template: 'reset-code', props: { code, expiresAt: inDays(5), activateUrl } },
    subject: {
      hu: 'Kód elfelejtett jelszóhoz (5 napig érvényes)',
      en: 'Code for your forgotten password (valid for 5 days)',
    },
    told: {
      hu: [code, activateUrl, inFiveDays.hu, ...now.hu, 'a régi jelszava érvényes'],
      en: [code, activateUrl, inFiveDays.en, ...now.en, 'Your old password works'],
    },
  },
  {
    name: 'M7',
    content: { template: 'password-changed', props: { how: 'reset', holdUntil: inDays(3) } },
    subject: { hu: 'Jelszava megváltozott', en: 'Your password was changed' },
    told: {
      hu: [...now.hu, '2026. november 28. 14:22-ig', 'kijelentkeztettük'],
      en: [...now.en, 'until 14:22 on 28 November 2026', 'signed you out'],
    },
  },
  {
    name: 'M8',
    content: { template: 'password-warning', props: { days: 30, expiresAt: inDays(30) } },
    subject: {
      hu: 'Ügyfélkapus jelszava 30 nap múlva lejár',
      en: 'Your Client Gate password expires in 30 days',
    },
    told: { hu: ['2026. december 25. 14:22-ig'], en: ['until 14:22 on 25 December 2026'] },
  },
  {
    name: 'M9',
    content: { template: 'password-expired', props: { renewBy: inDays(60) } },
    subject: {
      hu: 'Jelszava lejárt, 2027. január 24-ig kérhet újat',
      en: 'Your password has expired, you can renew it until 24 January 2027',
    },
    told: { hu: ['2027. január 24. 14:22-ig'], en: ['until 14:22 on 24 January 2027'] },
  },
  {
    name: 'M10',
    content: { template: 'account-inactive', props: {} },
    subject: {
      hu: 'Ügyfélkapuja inaktív, személyes aktiválás szükséges',
      en: 'Your Client Gate is inactive, please activate it in person',
    },
    told: { hu: ['Semmit nem töröltünk', 'magától elküldi'], en: ['Nothing was deleted', 'by itself'] },
  },
  {
    name: 'M11',
    content: { template: 'inactive-code-request', props: {} },
    subject: { hu: 'Kódkérés inaktív Ügyfélkapuhoz', en: 'Code requested for an inactive Client Gate' },
    told: now,
  },
  {
    name: 'M12',
    content: { template: 'password-closed', props: {} },
    subject: {
      hu: 'Sok sikertelen belépési kísérlet: új jelszó szükséges',
      en: 'Many failed sign-ins: a new password is needed',
    },
    told: now,
  },
  {
    name: 'M13',
    content: { template: 'suspension', props: { suspended: true } },
    subject: { hu: 'Fiókját felfüggesztettük', en: 'Your account was suspended' },
    told: now,
  },
  {
    name: 'M13 (lifted)',
    content: { template: 'suspension', props: { suspended: false } },
    subject: { hu: 'Fiókja felfüggesztését feloldottuk', en: 'Your account was reinstated' },
    told: now,
  },
  {
    name: 'M14',
    content: { template: 'username-changed', props: {} },
    subject: { hu: 'Felhasználóneve megváltozott', en: 'Your user name was changed' },
    told: now,
  },
  {
    name: 'M15',
    content: {
      template: 'confirm-address',
      props: { url: 'https://kapu.example.hu/cim/megerosites?c=abc', expiresAt: inDays(5) },
    },
    subject: {
      hu: 'Erősítse meg új azonosítási e-mail-címét',
      en: 'Confirm your new identification e-mail address',
    },
    told: { hu: [inFiveDays.hu, ...now.hu], en: [inFiveDays.en, ...now.en] },
    link: 'https://kapu.example.hu/cim/megerosites?c=abc',
  },
  {
    name: 'M16',
    content: { template: 'factor-enrolled', props: { serviceName: 'Tárhely', way: 'totp' } },
    subject: { hu: 'Ügyfélkapu+ bekapcsolva', en: 'Client Gate+ switched on' },
    told: { hu: ['Tárhely', ...now.hu], en: ['Tárhely', ...now.en] },
  },
  {
    name: 'M17',
    content: { template: 'way-removed', props: { way: 'email-code' } },
    subject: { hu: 'Ügyfélkapu+ belépési mód törölve', en: 'A way to sign in was removed' },
    told: now,
  },
  {
    name: 'M17',
    content: { template: 'app-removed', props: { by: 'deletion_code' } },
    subject: { hu: 'Ügyfélkapu+ hitelesítő alkalmazás törölve', en: 'Client Gate+ authenticator removed' },
    told: now,
  },
  {
    name: 'M18',
    content: { template: 'sign-in-code', props: codeProps },
    subject: { hu: 'Belépési kód: 048151 (10 percig érvényes)', en: 'Sign-in code: 048151 (valid for 10 minutes)' },
    told: both('048151', '623', 'Tárhely'),
  },
  {
    name: 'M19',
    content: { template: 'enrolment-code', props: codeProps },
    subject: {
      hu: 'Megerősítő kód az Ügyfélkapu+ igényléséhez',
      en: 'Confirmation code for your Client Gate+ request',
    },
    told: both('048151', '623', 'Tárhely'),
  },
  {
    name: 'M19',
    content: { template: 'wallet-code', props: { code: '04815162', expiresAt: codeProps.expiresAt } },
    subject: {
      hu: 'Megerősítő kód a DÁP mobilalkalmazás felvételéhez',
      en: 'Confirmation code to enrol the DÁP app',
    },
    told: both('04815162'),
  },
  {
    name: 'M20',
    content: { template: 'new-device', props: { serviceName: 'Tárhely', at: queuedAt } },
    subject: { hu: 'Új belépés egy eddig nem használt eszközről', en: 'New sign-in from an unknown device' },
    told: { hu: ['Tárhely', ...now.hu], en: ['Tárhely', ...now.en] },
  },
  {
    name: 'M21',
    content: {
      template: 'periodic-statement',
      props: { month: '2026-10', detailed: true, entries: [{ at: queuedAt, text: 'Belépés: Tárhely' }] },
    },
    subject: { hu: 'Időszaki értesítés, 2026. október', en: 'Periodic statement, October 2026' },
    told: {
      hu: ['2026. november 25. 14:22: Belépés: Tárhely', 'részletes'],
      en: ['14:22 on 25 November 2026: Belépés: Tárhely', 'detailed'],
    },
  },
  {
    name: 'M21 (empty)',
    content: { template: 'periodic-statement', props: { month: '2026-10', detailed: false, entries: [] } },
    subject: { hu: 'Időszaki értesítés, 2026. október', en: 'Periodic statement, October 2026' },
    told: { hu: ['nem történt semmi', 'egyszerű'], en: ['Nothing happened', 'simple'] },
  },
  {
    name: 'M22',
    content: {
      template: 'address-changed',
      props: {
        undoUrl: 'https://kapu.example.hu/cim/visszavonas?c=abc',
        undoUntil: inDays(10),
        newAddressMasked: 'a•••@p•••.example',
        to: 'old',
        by: 'person',
      },
    },
    subject: {
      hu: 'Azonosítási e-mail-címe megváltozott (10 napig visszavonható)',
      en: 'Your identification e-mail changed (you can undo it for 10 days)',
    },
    told: {
      hu: ['a•••@p•••.example', '2026. december 5. 14:22-ig', ...now.hu],
      en: ['a•••@p•••.example', 'until 14:22 on 5 December 2026', ...now.en],
    },
    link: 'https://kapu.example.hu/cim/visszavonas?c=abc',
  },
  {
    name: 'M22 (to the new address)',
    content: {
      template: 'address-changed',
      props: { undoUrl: null, undoUntil: null, newAddressMasked: 'a•••@p•••.example', to: 'new', by: 'office' },
    },
    subject: { hu: 'Azonosítási e-mail-címe megváltozott', en: 'Your identification e-mail changed' },
    told: now,
  },
  {
    name: 'M23',
    content: { template: 'device-moved', props: { way: 'passkey', moved: false } },
    subject: { hu: 'Új belépési eszköz került a fiókjához', en: 'A sign-in device was added' },
    told: now,
  },
  {
    name: 'M23 (moved)',
    content: { template: 'device-moved', props: { way: 'totp', moved: true } },
    subject: { hu: 'Belépési eszköze átkerült másik eszközre', en: 'A sign-in device was moved' },
    told: now,
  },
  {
    name: 'M24',
    content: {
      template: 'recovery-started',
      props: { way: 'totp', cancelUrl: 'https://kapu.example.hu/torlokod/lemondas/abc', effectiveAt: inDays(3) },
    },
    subject: {
      hu: 'Elindult a belépés visszaállítása (lemondható)',
      en: 'Recovery of your sign-in was started (you can cancel it)',
    },
    told: {
      hu: ['2026. november 28. 14:22', 'hitelesítő alkalmazás', ...now.hu],
      en: ['14:22 on 28 November 2026', 'authenticator app', ...now.en],
    },
    link: 'https://kapu.example.hu/torlokod/lemondas/abc',
  },
  {
    name: 'M24 cancelled',
    content: { template: 'recovery-cancelled', props: { way: 'passkey', why: 'factor_used' } },
    subject: { hu: 'A belépés visszaállítását lemondták', en: 'Recovery of your sign-in was cancelled' },
    told: {
      hu: ['belépőkulcs', 'Közben beléptek azzal', 'megmaradtak', 'postafiókja jelszavát', ...now.hu],
      en: ['passkey', 'signed in by that very way', 'as they were', 'of your mailbox', ...now.en],
    },
  },
  {
    name: 'M17 after a waiting period',
    content: { template: 'recovery-done', props: { way: 'dap' } },
    subject: { hu: 'Az elveszett belépési módot töröltük', en: 'Your lost way to sign in was removed' },
    told: {
      hu: ['DÁP-eszköz', 'mindenhol kijelentkeztettük', 'felfüggesztését', ...now.hu],
      en: ['DÁP device', 'signed you out everywhere', 'to be suspended', ...now.en],
    },
  },
  {
    name: 'M19 of a recovery',
    content: {
      template: 'recovery-code',
      props: { code: codeProps.code, sessionNumber: codeProps.sessionNumber, expiresAt: codeProps.expiresAt },
    },
    subject: {
      hu: 'Megerősítő kód az elveszett belépési mód törléséhez',
      en: 'Confirmation code to remove a lost way to sign in',
    },
    told: {
      hu: ['048151', '623', 'várakozási idő', 'ismeri az Ön jelszavát', ...now.hu],
      en: ['048151', '623', 'waiting period', 'knows your password', ...now.en],
    },
  },
  {
    name: 'M15 of the second address',
    content: {
      template: 'confirm-notice-address',
      props: { url: 'https://kapu.example.hu/cim/ertesites/abc', expiresAt: inDays(1) },
    },
    subject: {
      hu: 'Erősítse meg a második értesítési e-mail-címet',
      en: 'Confirm the second address for notices',
    },
    told: {
      hu: ['kódot soha', '2026. november 26. 14:22-ig', ...now.hu],
      en: ['never a code', 'until 14:22 on 26 November 2026', ...now.en],
    },
    link: 'https://kapu.example.hu/cim/ertesites/abc',
  },
  {
    name: 'M22 of the second address',
    content: { template: 'notice-address-changed', props: { newAddressMasked: 'a•••@l•••.example' } },
    subject: {
      hu: 'Második értesítési e-mail-címe megváltozott',
      en: 'Your second address for notices changed',
    },
    told: { hu: ['a•••@l•••.example', ...now.hu], en: ['a•••@l•••.example', ...now.en] },
  },
  {
    name: 'M22 of the second address, removed',
    content: { template: 'notice-address-changed', props: { newAddressMasked: null } },
    subject: {
      hu: 'Második értesítési e-mail-címe megváltozott',
      en: 'Your second address for notices changed',
    },
    told: { hu: ['törölték', ...now.hu], en: ['was removed', ...now.en] },
  },
  {
    name: 'M25',
    content: {
      template: 'office-act',
      props: { act: 'email_corrected', officeName: 'Budapest XI. kerületi Kormányablak', at: queuedAt },
    },
    subject: { hu: 'Hivatali művelet történt fiókjával', en: 'An office acted on your account' },
    told: {
      hu: ['azonosítási e-mail-cím javítása', 'Budapest XI. kerületi Kormányablak', ...now.hu],
      en: ['identification e-mail address corrected', 'Budapest XI. kerületi Kormányablak', ...now.en],
    },
  },
]
