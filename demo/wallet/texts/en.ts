import type { WalletTexts } from './wallet-texts.ts'

/** The simulator in English. */
export const en: WalletTexts = {
  name: 'DÁP simulator',
  otherLanguage: 'Magyar',
  demonstration:
    'This is a simulator: a web page that behaves as a phone. It is not the real DÁP mobile application; do not enter real data.',
  scriptsNeeded: {
    title: 'This page needs JavaScript',
    text: 'The simulator stands in for a phone: it keeps a key and signs with it, which a browser cannot do without JavaScript. Switch it on for this page, or sign in another way: all other pages work without it.',
  },
  working: 'One moment, please…',
  errorPrefix: 'Error: ',
  home: {
    title: 'DÁP simulator',
    holder: 'The credential in this phone:',
    lead: 'Scan the QR code on the other screen, or paste its text here.',
    scan: 'Scan a QR code with the camera',
    stopScanning: 'Stop the camera',
    cameraFails: 'The camera cannot be used. Allow it in your browser, or paste the text of the QR code.',
    paste: 'Text of the QR code',
    pasteHint: 'A long address with “request_uri” in it.',
    go: 'Open the request',
    enrol: 'Register this phone with a ticket',
    device: 'This phone',
  },
  firstPin: {
    title: 'Give the phone a PIN',
    lead: 'You are asked for it at each approval. After three wrong tries the phone locks.',
    pin: 'New PIN',
    pinHint: 'Six digits. Do not use one that you use elsewhere.',
    again: 'New PIN, once more',
    set: 'Set the PIN',
    notSixDigits: 'A PIN has six digits.',
    notTheSame: 'The two PINs differ. Type both again.',
  },
  person: {
    title: 'A credential for the phone',
    lead: 'Choose whose phone this is. A test issuer signs the credential: the phone issues nothing by itself.',
    choose: 'Persons of the demonstration',
    born: 'born',
    get: 'Get the credential',
    failed: 'The test issuer gave no credential just now. Try again.',
  },
  asked: {
    title: 'You are asked to sign in',
    titleEnrol: 'Add this phone to your account?',
    service: 'You are signing in to',
    serviceEnrol: 'Asked for at',
    verifier: 'Who asks',
    verifierHint: 'The phone has checked the signature and the certificate of this request.',
    at: 'Asked at',
    until: 'You can approve until',
    passedOn: 'What the phone passes on',
    nothing: 'No personal data: only proof that this phone is yours.',
    claims: { family_name: 'family name', given_name: 'given name', birthdate: 'date of birth' },
    warning: 'Approve only if it is you who is signing in now. If somebody asked you to by phone or message, refuse.',
    warningEnrol:
      'Approve only if it is you who is registering your phone now: afterwards one can sign in with it in your name.',
    numbers: 'Which number do you see on the other screen?',
    numbersHint: 'If you see none of them there, refuse.',
    goOn: 'Go on to the PIN',
    refuse: 'Refuse',
  },
  approve: {
    title: 'Approve with your PIN',
    to: 'You are signing in to:',
    toEnrol: 'Adding this phone to your account, asked for at:',
    number: 'The number you chose:',
    pin: 'PIN of this phone',
    approve: 'Approve',
  },
  pin: {
    wrong: 'This is not the PIN of this phone.',
    triesLeft: 'Tries left:',
    missing: 'Type the PIN of six digits.',
  },
  locked: {
    title: 'The phone is locked',
    text: 'The wrong PIN was typed three times. Nobody can sign in with the key of this phone any more. Erase the phone, get a new credential, and register it again. The old phone can be removed in My data.',
  },
  enrol: {
    title: 'Register this phone with a ticket',
    lead: 'An office prints the ticket, and a code goes to your identification e-mail address. The two together bind this phone to your account.',
    address: 'Text of the ticket’s QR code',
    addressHint: 'A long address with “dap/eszkozok” in it.',
    code: 'The code from the e-mail',
    codeHint: 'Eight digits, with or without spaces.',
    pin: 'PIN of this phone',
    bind: 'Register',
  },
  device: {
    title: 'This phone',
    pid: 'Credential',
    claims: {
      family_name: 'Family name',
      given_name: 'Given name',
      birthdate: 'Date of birth',
      place_of_birth: 'Place of birth',
      nationalities: 'Nationality',
    },
    issuer: 'Issued by',
    expires: 'Good until',
    key: 'Fingerprint of this phone’s key',
    keyHint: 'The key itself cannot be read, not even by this page.',
    another: 'Get another credential',
    reset: 'Erase this phone',
    resetLead:
      'Key, credential and PIN are lost: the phone must be registered again. The old phone stays in your account until you remove it in My data.',
    resetNow: 'Erase everything on this phone',
  },
  code: 'Code',
  backHome: 'Back to the phone’s first page',
  goBack: 'Back to signing in',
  outcomes: {
    approved: { title: 'You approved', text: 'Go on on the other screen. You may close this page.' },
    approved_here: { title: 'You approved', text: 'We are taking you back to signing in.' },
    refused: {
      title: 'You refused',
      text: 'Nobody was signed in. If it was not you who started this, somebody tried in your name: there is nothing more to do.',
    },
    bound: {
      title: 'The phone is registered',
      text: 'You can sign in with it from now on. We also sent you an e-mail.',
    },
    ticket_refused: {
      title: 'The phone could not be registered',
      text: 'The code is not that of this ticket, or the ticket was used, is over, or was replaced by a newer one. Check the code, or ask for a new ticket.',
    },
    not_a_ticket: {
      title: 'This is no registration ticket',
      text: 'The text is not from the QR code of a ticket. Paste all of it again.',
    },
    not_a_request: {
      title: 'This is no request to sign in',
      text: 'The QR code or link is for something else, or a part of it is missing. Scan it again, or paste all of its text.',
    },
    distrusted: {
      title: 'The phone does not trust this request',
      text: 'Nothing proves that it comes from whom it names, so the phone did not answer. Do not go on; report it if it looks suspicious.',
    },
    not_now: {
      title: 'This request is not from now',
      text: 'It is over, or the clock of this phone differs from that of whoever asks. Set the clock, then start signing in again.',
    },
    unreachable: {
      title: 'Whoever asks cannot be reached',
      text: 'The phone got no answer. Wait a little, then start signing in again.',
    },
    scanned_before: {
      title: 'This request was opened before',
      text: 'One phone can open a request, once. If that was not you, cancel signing in; ask for a new QR code.',
    },
    expired: {
      title: 'This request is over',
      text: 'Nobody was signed in. Ask for a new QR code on the other screen.',
    },
    wrong_number: {
      title: 'That was not the number on the other screen',
      text: 'The request has ended, and nobody was signed in. If it is you who is signing in, start again and look at the number closely.',
    },
    not_bound: {
      title: 'This phone is not registered',
      text: 'It belongs to no account, or was removed from it. Register it in My data or at an office.',
    },
    pid_not_taken: {
      title: 'The credential was not accepted',
      text: 'It is over, or comes from an issuer that is trusted no longer. Get another one for the phone, then start again.',
    },
    another_person: {
      title: 'The credential is not the account holder’s',
      text: 'Only the person whose credential is in a phone can add it to their account. The phone was not added.',
    },
    bound_before: {
      title: 'This phone belongs to an account already',
      text: 'A phone can belong to one account. It has to be removed from that one first, in My data.',
    },
    too_many: {
      title: 'No more phones can be added to this account',
      text: 'In My data, remove one that you no longer use, then start again.',
    },
    account_closed: {
      title: 'One cannot sign in with this account now',
      text: 'The phone is all right, the account is not in use. An office can tell you what to do.',
    },
    turned_away: {
      title: 'This request cannot go on',
      text: 'Whoever asked did not accept the answer. Start signing in again.',
    },
  },
}
