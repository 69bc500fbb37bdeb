import type { Language } from '../../frame.ts'

interface AddressTexts {
  readonly lead: string
  readonly present: string
  readonly waiting: string
  readonly waitingUntil: (deadline: string) => string
  readonly mailboxTitle: string
  readonly mailbox: string
  readonly change: string
  readonly changeTitle: string
  readonly changeLead: string
  readonly newAddress: string
  readonly newAddressHint: string
  readonly newAddressAgain: string
  readonly whatHappens: string
  readonly send: string
  readonly sent: string
  readonly office: string
}

const texts: Readonly<Record<Language, AddressTexts>> = {
  hu: {
    lead: 'Erre a címre küldjük a belépéshez és az elfelejtett jelszóhoz szükséges kódokat.',
    present: 'Azonosítási e-mail-címe',
    waiting: 'Megerősítésre vár',
    waitingUntil: (deadline) =>
      `Az új címre küldött levélben ${deadline} erősítheti meg. Addig a régi cím marad érvényben.`,
    mailboxTitle: 'A Tárhely értesítési címe más',
    mailbox:
      'Ez a cím csak az azonosításhoz kell. Hogy a Tárhelyre érkező küldeményekről hová kapjon értesítést, azt a Tárhely beállításaiban adhatja meg.',
    change: 'E-mail-cím módosítása',
    changeTitle: 'Új azonosítási e-mail-cím',
    changeLead: 'Olyan címet adjon meg, amelyet csak Ön olvas.',
    newAddress: 'Új e-mail-cím',
    newAddressHint: 'Ide küldünk egy levelet, amelyben 24 órán belül meg kell erősítenie a címet.',
    newAddressAgain: 'Új e-mail-cím még egyszer',
    whatHappens:
      'A cím akkor változik meg, amikor az új címen megerősítette. Erről a régi címre is írunk, és onnan tíz napig visszavonható.',
    send: 'Megerősítő levél küldése',
    sent: 'Elküldtük a megerősítő levelet az új címre. Amíg ott nem erősíti meg, a régi cím marad érvényben.',
    office: 'Ha már a régi címét sem éri el, és belépni sem tud, egy regisztrációs szervnél kérheti a javítást.',
  },
  en: {
    lead: 'We send the codes for signing in and for a forgotten password to this address.',
    present: 'Your identification e-mail',
    waiting: 'Waiting to be confirmed',
    waitingUntil: (deadline) =>
      `Confirm it in the message sent to the new address, ${deadline}. Until then the old address stays.`,
    mailboxTitle: 'Your Mailbox has an address of its own',
    mailbox:
      'This address is only for identification. Where you are told of items in your Citizens Mailbox is set in the settings of the Mailbox.',
    change: 'Change e-mail address',
    changeTitle: 'New identification e-mail',
    changeLead: 'Give an address that only you read.',
    newAddress: 'New e-mail address',
    newAddressHint: 'We send a message there, in which you confirm the address within 24 hours.',
    newAddressAgain: 'New e-mail address again',
    whatHappens:
      'The address changes when you confirm it from the new mailbox. We tell the old address as well, and from there the change can be undone for ten days.',
    send: 'Send the message',
    sent: 'We have sent a message to the new address. Until you confirm there, the old address stays.',
    office: 'If you cannot reach the old address and cannot sign in either, a registration body can correct it.',
  },
}

export function myAddressTexts(language: Language): AddressTexts {
  return texts[language]
}
