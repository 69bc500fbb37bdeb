import type { Language } from '../frame.ts'

/** What to do if it was not the person: the same in all mails of one kind. */
export const notYou = {
  hu: {
    /** Somebody acted on the account. */
    acted: {
      title: 'Nem Ön volt?',
      text: 'Valaki hozzáfér a fiókjához. Kérjen új jelszót az „Elfelejtett jelszó” oldalon, változtassa meg postafiókja jelszavát is, és kérje egy regisztrációs szervnél a fiók felfüggesztését.',
    },
    /** The address may be a stranger's, given by mistake. */
    registered: {
      title: 'Nem Ön regisztrált?',
      text: 'Valaki az Ön e-mail-címét adta meg, talán tévedésből. Önnek nincs teendője, ezt a levelet törölheti.',
    },
    /** Somebody asked; by asking alone nothing changed. */
    asked: {
      title: 'Nem Ön kérte?',
      text: 'Önnek nincs teendője: a kéréstől a fiókjában semmi nem változott. Ha többször előfordul, változtassa meg a jelszavát.',
    },
    /** An office acted. */
    office: {
      title: 'Nem Ön járt a hivatalban?',
      text: 'Menjen el személyesen bármelyik regisztrációs szervhez, és kérje a fiók felfüggesztését. A művelet részletei a „Tevékenységi napló” oldalon is látszanak.',
    },
  },
  en: {
    acted: {
      title: 'Was it not you?',
      text: 'Somebody has access to your account. Ask for a new password on the “Forgotten password” page, change the password of your mailbox too, and ask a registration body to suspend your account.',
    },
    registered: {
      title: 'Was it not you who registered?',
      text: 'Somebody gave your e-mail address, perhaps by mistake. There is nothing for you to do; you can delete this message.',
    },
    asked: {
      title: 'Was it not you who asked?',
      text: 'There is nothing for you to do: asking changed nothing in your account. If it happens again and again, change your password.',
    },
    office: {
      title: 'Was it not you at the office?',
      text: 'Visit any registration body in person and ask for your account to be suspended. The details are also on the page “Activity log”.',
    },
  },
} satisfies Record<Language, unknown>
