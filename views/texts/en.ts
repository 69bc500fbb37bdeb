/** The English texts: plain, second person, an original beside the Hungarian one. */
import { methodTexts } from './factors.ts'
import type { Texts } from './hu.ts'

export const en: Texts = {
  frame: {
    skip: 'Skip to content',
    product: 'Kapu',
    agent: 'Central Authentication Agent',
    demoTitle: 'Demonstration system.',
    demoText: 'Not a government service: enter no real data.',
    languages: 'Language',
    serviceLabel: 'Signing in to',
    serviceNeutralLabel: 'Service',
    serviceAddress: 'Address of the service',
    help: 'Help',
    accessibility: 'Accessibility',
    privacy: 'Privacy',
    incident: 'Reference',
    incidentHint: 'Quote this number if you ask for help.',
  },
  errors: {
    titlePrefix: 'Error: ',
    summaryTitle: 'There is a problem',
    inField: 'Error: ',
    codeLabel: 'Error code',
    back: (service) => `Back to ${service}`,
    home: 'Back to the home page',
    whatNow: 'What you can do now',
  },
  buttons: {
    continue: 'Continue',
    cancel: 'Cancel',
    resend: 'Send a new code',
    other: 'Choose another way to sign in',
    skip: 'Not now',
    finish: 'Finish',
    show: 'Show',
    hide: 'Hide',
    copy: 'Copy',
    copied: 'Copied',
    print: 'Print',
  },
  fields: {
    username: 'User name',
    usernameHint:
      'Not your own name: the one you chose when you registered. It is printed on your registration receipt.',
    password: 'Password',
    code: 'Six-digit code',
  },
  identify: {
    title: 'Sign in',
    lead: 'Enter your Client Gate (Ügyfélkapu) user name and password. On the next page a second step confirms that it is really you.',
    forgotten: 'Forgot your password?',
    shared: 'I am using a shared or public computer',
    otherMethods: 'Or sign in like this',
    discontinued: 'Discontinued ways to sign in',
    discontinuedLead: 'These ways no longer sign you in. What you can do instead:',
  },
  methods: methodTexts('en'),
  chooseFactor: {
    title: 'Choose how to sign in',
    lead: 'Your password is right. As a second step, confirm that it is you in one of these ways.',
    firstLead: 'Confirm that it is you in one of these ways.',
    enrolTitle: 'Request Client Gate+ (Ügyfélkapu+)',
    enrolLead:
      'A password alone is not enough for this. Choose a second step: setting it up takes a few minutes, then your sign-in goes on.',
    enrolLeadSince: (day) =>
      `Since ${day} a password alone is not enough. Choose a second step: setting it up takes a few minutes, then your sign-in goes on.`,
    offerTitle: 'Set up another way to sign in',
    offerLead: 'You can then still sign in when your usual way is out of reach. You can also do this later.',
  },
  totp: {
    title: 'Enter your authentication code',
    lead: 'Open your authenticator app and enter the code it shows for us right now.',
    codeHint: 'The code changes every 30 seconds. Spaces do not matter.',
    lost: 'Lost or changed your phone?',
    lostText:
      'With your deletion code you can remove the old app from your account and set up a new one. If you do not have it, another way to sign in helps, or a government window in person.',
    removeLink: 'Remove the app with the deletion code',
    lostLink: 'Help with a lost phone',
  },
  totpEnrol: {
    title: 'Set up an authenticator app',
    lead: 'Three steps, about two minutes. Your sign-in goes on afterwards.',
    stepInstall: 'Open an authenticator app',
    stepInstallText:
      'Any app that shows time-based codes will do, such as Google or Microsoft Authenticator. One that runs on your computer is fine too.',
    stepScan: 'Scan this picture',
    stepScanText: 'In the app choose to add an account, and point your phone at the picture.',
    qrLabel: 'QR code for the authenticator app. The key below does the same.',
    cannotScan: 'Cannot scan it?',
    openApp: 'Open it in the app on this device',
    keyText: 'Or type this key into the app. Its kind is: time-based, six digits.',
    keyLabel: 'Key',
    stepCode: 'Enter the code from the app',
  },
  deletionCode: {
    title: 'Save your deletion code',
    lead: 'If you lose your phone, this code removes the app from your account. Write it down or print it now: we cannot show it again.',
    codeLabel: 'Your deletion code',
    advice:
      'Do not keep it on your phone, and do not give it to anybody. Whoever knows both your password and this code could take over your sign-in.',
    saved: 'I have saved the deletion code',
  },
  emailCode: {
    title: 'Code sent by e-mail',
    enrolTitle: 'Request Client Gate+ with an e-mail code',
    identificationTitle: 'Confirm that this address is yours',
    lead: 'We sent a code to this address:',
    identificationLead: 'This comes before you set up a new way to sign in. We sent a code by e-mail to:',
    enrolLead: 'From now on your sign-in codes come to this address. We sent a confirmation code to:',
    sessionNumber: 'Matching number',
    sessionNumberHint: 'Use only the message that shows this same number.',
    validity: 'The code works once, for 10 minutes. Do not tell it to anybody, not even to us.',
    notArrived: 'Did the message not arrive?',
    notArrivedText:
      'Wait a minute and look in your spam folder too. If your mailbox is full, make room. When you ask for a new code, the earlier one stops working.',
  },
  password: {
    title: 'Enter your password again',
    lead: 'Before we go on, please confirm that it is you who is using this device.',
    as: 'User name',
  },
  consent: {
    title: 'Data to be shared',
    informationLead: (service) => `${service} will receive this about you:`,
    consentLead: (service) => `${service} asks you for this:`,
    basis:
      'The law is the basis for passing it on: the service cannot do its work without it. No separate consent is needed.',
    consentBasis: 'We pass this on only with your consent. You can withdraw it later.',
    optionalTitle: 'You decide whether to share these too',
    optionalHint: 'The service works without them.',
    nothing: 'This service receives no personal data, only an identifier that is of no use elsewhere.',
    identifier: 'The service also receives an identifier used nowhere else, so that it knows you next time.',
    accountLabel: 'Your account',
    approveInformation: 'Continue',
    approveConsent: 'I agree',
    nothingElse: 'We never pass on your password or your codes.',
  },
  switchAccount: {
    title: 'You are already signed in',
    lead: 'The person signed in with this browser is not the one who is signing in now.',
    signedIn: 'Signed in now',
    arriving: 'Signing in',
    arrivingNamed: 'The service asks for',
    effect: (services) =>
      services === 0
        ? 'If you switch, the person signed in now will be signed out in this browser.'
        : `If you switch, the person signed in now will be signed out in this browser and of ${services === 1 ? 'one service' : `${services} services`}.`,
    stayImpossible:
      'The service asks for the person who is signing in now, so you cannot go on with the current account.',
    stay: (name) => `Stay as ${name}`,
    stayHint: 'To stay, the person signed in now enters their password again.',
    switch: (name) => (name === null ? 'Sign them out and sign in as someone else' : `Switch to ${name}`),
  },
  confirmAccount: {
    title: 'Is this your account?',
    lead: 'You are already signed in with this browser.',
    continueAs: (name) => `Continue as ${name}`,
    switch: 'This is not me: use another account',
  },
  signOut: {
    title: 'Sign out',
    lead: 'Where do you want to sign out?',
    signedInAs: 'Signed in as',
    anotherPerson:
      'The service asks to sign out another person. Their sign-in here has ended already; somebody else is signed in now.',
    everywhere: 'Sign out everywhere in this browser',
    everywhereHint: (services) =>
      services > 1
        ? `You leave all ${services} services that you signed in to here.`
        : 'You leave every service that you signed in to here.',
    here: (service) => `Sign out of ${service} only`,
    hereHint: 'Other services stay open: whoever uses this browser can enter them in your name without a password.',
    cancel: 'Stay signed in',
    sharedHint: 'On a shared or public computer, always sign out everywhere.',
  },
  handOver: {
    title: 'Going back to the service',
    lead: 'If nothing happens, press the button.',
    continue: 'Continue to the service',
  },
  signedOut: {
    title: 'You are signed out',
    everywhere: 'You are signed out in this browser: no service can be entered from here without a new sign-in.',
    here: 'You signed out of this service only. You are still signed in to the others.',
    shared: 'On a shared computer, close the browser now.',
    services: 'The services you had entered',
    states: {
      confirmed: 'It has signed you out.',
      waiting: 'We are telling it; it has not confirmed yet.',
      untold: 'It takes no notice from us: if it is still open, close it.',
    },
    waitingHint: 'A service that has not confirmed is told again and again for a day.',
    byItself: 'This page renews itself a few times.',
    again: 'Look now',
  },
  home: {
    title: 'Client Gate (Ügyfélkapu)',
    lead: 'One sign-in for public services. Show once who you are, and every connected service knows you.',
    startTitle: 'Signing in starts at the service',
    startText: 'Open the service you want to use and choose to sign in there. It sends you here, and we take you back.',
    stepsTitle: 'How you sign in',
    steps: [
      { name: 'User name and password', text: 'You begin with what you chose when you registered.' },
      { name: 'A second step', text: 'A code from an app or by e-mail: this is Client Gate+ (Ügyfélkapu+).' },
      { name: 'Back to the service', text: 'We first show you which of your data it will receive.' },
    ],
    safetyTitle: 'Before you enter your password',
    safety: [
      'Look at which service you are signing in to: every page shows its name and address.',
      'Nobody may ask for your password or codes by telephone or e-mail, and neither do we.',
    ],
    demoTitle: 'This is a demonstration system',
    demoText:
      'Kapu shows how a country’s sign-in could work. It is neither the real Ügyfélkapu nor the real Central Authentication Agent (KAÜ); all people and data are made up.',
  },
}
