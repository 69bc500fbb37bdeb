/** What the simulator says: the Hungarian and the English texts are both originals, neither a translation. */

/** How an act of the phone ended, as the person sees it. */
export type Outcome =
  | 'approved'
  | 'approved_here'
  | 'refused'
  | 'bound'
  | 'ticket_refused'
  | 'not_a_ticket'
  | 'not_a_request'
  | 'distrusted'
  | 'not_now'
  | 'unreachable'
  | 'scanned_before'
  | 'expired'
  | 'wrong_number'
  | 'not_bound'
  | 'pid_not_taken'
  | 'another_person'
  | 'bound_before'
  | 'too_many'
  | 'account_closed'
  | 'turned_away'

export interface OutcomeText {
  readonly title: string
  readonly text: string
}

export interface WalletTexts {
  readonly name: string
  readonly otherLanguage: string
  readonly demonstration: string
  readonly scriptsNeeded: OutcomeText
  readonly working: string
  readonly errorPrefix: string
  readonly home: {
    readonly title: string
    readonly holder: string
    readonly lead: string
    readonly scan: string
    readonly stopScanning: string
    readonly cameraFails: string
    readonly paste: string
    readonly pasteHint: string
    readonly go: string
    readonly enrol: string
    readonly device: string
  }
  readonly firstPin: {
    readonly title: string
    readonly lead: string
    readonly pin: string
    readonly pinHint: string
    readonly again: string
    readonly set: string
    readonly notSixDigits: string
    readonly notTheSame: string
  }
  readonly person: {
    readonly title: string
    readonly lead: string
    readonly choose: string
    readonly born: string
    readonly get: string
    readonly failed: string
  }
  readonly asked: {
    readonly title: string
    readonly titleEnrol: string
    readonly service: string
    readonly serviceEnrol: string
    readonly verifier: string
    readonly verifierHint: string
    readonly at: string
    readonly until: string
    readonly passedOn: string
    readonly nothing: string
    readonly claims: Readonly<Record<string, string>>
    readonly warning: string
    readonly warningEnrol: string
    readonly numbers: string
    readonly numbersHint: string
    readonly goOn: string
    readonly refuse: string
  }
  readonly approve: {
    readonly title: string
    readonly to: string
    readonly toEnrol: string
    readonly number: string
    readonly pin: string
    readonly approve: string
  }
  readonly pin: {
    readonly wrong: string
    readonly triesLeft: string
    readonly missing: string
  }
  readonly locked: {
    readonly title: string
    readonly text: string
  }
  readonly enrol: {
    readonly title: string
    readonly lead: string
    readonly address: string
    readonly addressHint: string
    readonly code: string
    readonly codeHint: string
    readonly pin: string
    readonly bind: string
  }
  readonly device: {
    readonly title: string
    readonly pid: string
    readonly claims: Readonly<Record<string, string>>
    readonly issuer: string
    readonly expires: string
    readonly key: string
    readonly keyHint: string
    readonly another: string
    readonly reset: string
    readonly resetLead: string
    readonly resetNow: string
  }
  readonly code: string
  readonly backHome: string
  readonly goBack: string
  readonly outcomes: Readonly<Record<Outcome, OutcomeText>>
}
