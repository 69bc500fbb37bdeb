import type { Language } from '../../frame.ts'

interface NoticeAddressTexts {
  readonly title: string
  readonly what: string
  readonly none: string
  readonly present: string
  readonly waiting: string
  readonly waitingUntil: (deadline: string) => string
  readonly countsFrom: (instant: string) => string
  readonly give: string
  readonly change: string
  readonly lead: string
  readonly address: string
  readonly addressHint: string
  readonly again: string
  readonly whatHappens: string
  readonly send: string
  readonly remove: string
  readonly removeHint: string
  readonly sent: string
  readonly removed: string
}

const texts: Readonly<Record<Language, NoticeAddressTexts>> = {
  hu: {
    title: 'Második értesítési cím',
    what: 'Ha egyszer elveszíti a belépési módját, és várakozási idővel kéri a törlését, ide is írunk. Kódot erre a címre soha nem küldünk.',
    none: 'Még nem adott meg ilyet. Enélkül a várakozási idővel való törlés nem lehetséges.',
    present: 'Második értesítési címe',
    waiting: 'Megerősítésre vár',
    waitingUntil: (deadline) => `Az oda küldött levélben ${deadline} erősítheti meg.`,
    countsFrom: (instant) => `A várakozási időhöz ettől kezdve számít: ${instant}`,
    give: 'Második cím megadása',
    change: 'Második cím módosítása',
    lead: 'Olyan címet adjon meg, amely másik postafióké: például egy másik szolgáltatónál, vagy egy bizalmasáé.',
    address: 'Második e-mail-cím',
    addressHint:
      'Nem lehet az azonosítási e-mail-címe. Küldünk oda egy levelet, amelyben 24 órán belül meg kell erősíteni.',
    again: 'Második e-mail-cím még egyszer',
    whatHappens: 'A cím a megerősítéskor lép életbe. Erről az azonosítási e-mail-címére is írunk.',
    send: 'Megerősítő levél küldése',
    remove: 'Második cím törlése',
    removeHint: 'Ezután a figyelmeztetések csak az azonosítási e-mail-címére mennek.',
    sent: 'Elküldtük a megerősítő levelet a második címre.',
    removed: 'A második értesítési címet töröltük.',
  },
  en: {
    title: 'Second address for notices',
    what: 'If you ever lose your way to sign in and ask for its removal after a waiting period, we write here, too. We never send a code to this address.',
    none: 'You have not given one yet. Without it, removal after a waiting period is not possible.',
    present: 'Your second address',
    waiting: 'Waiting to be confirmed',
    waitingUntil: (deadline) => `Confirm it in the message sent there, ${deadline}.`,
    countsFrom: (instant) => `Counts for the waiting period from ${instant}`,
    give: 'Give a second address',
    change: 'Change the second address',
    lead: 'Give the address of another mailbox: with another provider, or of somebody you trust.',
    address: 'Second e-mail address',
    addressHint: 'It cannot be your identification e-mail. We send a message there, to be confirmed within 24 hours.',
    again: 'Second e-mail address again',
    whatHappens: 'The address is in use once it is confirmed. We tell your identification e-mail address as well.',
    send: 'Send the message',
    remove: 'Remove the second address',
    removeHint: 'Warnings then go to your identification e-mail address alone.',
    sent: 'We have sent a message to the second address, to be confirmed there.',
    removed: 'The second address has been removed.',
  },
}

export function noticeAddressTexts(language: Language): NoticeAddressTexts {
  return texts[language]
}
