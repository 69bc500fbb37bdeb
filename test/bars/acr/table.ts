/**
 * What each level takes, and when, written out by hand beside `config/policy.yaml`: the expectation of bar B19, which
 * asks nothing of the engine. Dates are days in Budapest, midnight.
 */
export const LOW = 'http://eidas.europa.eu/LoA/low'
export const SUBSTANTIAL = 'http://eidas.europa.eu/LoA/substantial'
export const HIGH = 'http://eidas.europa.eu/LoA/high'

export const LEVELS = [LOW, SUBSTANTIAL, HIGH] as const
export type Acr = (typeof LEVELS)[number]

/** Every method there is or was, with what it is called on the wire; null: nobody proves it here (any more). */
export const METHODS: Readonly<Record<string, readonly string[] | null>> = {
  password: ['pwd'],
  totp: ['otp'],
  'email-code': ['email'],
  'identification-mail': ['email'],
  passkey: ['swk', 'user', 'mfa'],
  // As the simulator says it
  dap: ['swk', 'pin', 'mfa', 'sim'],
  eid: ['sc', 'pin', 'sim'],
  telephone: null,
  portrait: null,
}

/** The instant at which a day begins in Budapest: in summer two hours before Greenwich, else one. */
export const midnight = {
  appBegins: Date.parse('2022-06-01T00:00:00+02:00') / 1000,
  emailBegins: Date.parse('2025-01-14T00:00:00+01:00') / 1000,
  plainEnds: Date.parse('2025-01-16T00:00:00+01:00') / 1000,
}

interface Way {
  readonly acr: Acr
  /** In the order in which they are asked, and named in `amr`. */
  readonly methods: readonly string[]
  readonly from?: number
  readonly until?: number
}

/** Lowest level first, within a level the better way first. */
export const WAYS: readonly Way[] = [
  { acr: LOW, methods: ['password'], until: midnight.plainEnds },
  { acr: LOW, methods: ['password', 'totp'], from: midnight.appBegins },
  { acr: LOW, methods: ['password', 'email-code'], from: midnight.emailBegins },
  { acr: SUBSTANTIAL, methods: ['password', 'totp'], from: midnight.appBegins },
  { acr: SUBSTANTIAL, methods: ['password', 'email-code'], from: midnight.emailBegins },
  { acr: SUBSTANTIAL, methods: ['passkey'] },
  { acr: HIGH, methods: ['dap'] },
  { acr: HIGH, methods: ['eid'], until: midnight.plainEnds },
]

/** What nobody can be lured into proving to a stranger's page. */
const PHISHING_RESISTANT: readonly string[] = ['passkey']

export interface Asked {
  readonly acrValues: readonly Acr[]
  readonly essential: boolean
  readonly refused?: readonly string[]
  readonly phishingResistant?: boolean
}

/** What a service gets for these methods, all proved just now; null: `unmet_authentication_requirements`. */
export function expected(
  used: readonly string[],
  { acrValues, essential, refused = [], phishingResistant = false }: Asked,
  at: number,
): { readonly acr: Acr; readonly methods: readonly string[] } | null {
  const ways = WAYS.filter(({ from = -Infinity, until = Infinity }) => from <= at && at < until)
    .filter(({ methods }) => methods.every((method) => used.includes(method) && !refused.includes(method)))
    .filter(({ methods }) => !phishingResistant || methods.some((method) => PHISHING_RESISTANT.includes(method)))
  // Without a wish substantial; one that is only a wish gives way to it, an essential one to nothing
  const wanted: readonly Acr[] = essential ? acrValues : [...acrValues, SUBSTANTIAL]
  for (const acr of wanted) {
    // A way of a level above is enough for each below; what is told is the level asked for
    const way = ways.find((one) => LEVELS.indexOf(one.acr) >= LEVELS.indexOf(acr))
    if (way !== undefined) return { acr, methods: way.methods }
  }
  return null
}

/** Every selection of these, the empty one first. */
export function selections(of: readonly string[]): string[][] {
  return of.reduce<string[][]>((all, one) => [...all, ...all.map((some) => [...some, one])], [[]])
}
