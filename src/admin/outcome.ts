/** The exit codes of the command line; scripts rely on them. 2 (wrong usage) is given by the parser of arguments. */
export const EXIT = { ok: 0, failure: 1, usage: 2, notFound: 3, conflict: 4, invalid: 5 } as const

/** What a command found or did: data for `--json`, a text for people. */
export interface Done {
  readonly ok: true
  readonly data: unknown
  readonly text: string
}

/** Why a command did nothing. `faults` says it field by field. */
export interface Refused {
  readonly ok: false
  readonly exit: (typeof EXIT)['failure' | 'usage' | 'notFound' | 'conflict' | 'invalid']
  readonly message: string
  readonly faults: readonly { readonly path: string; readonly message: string }[]
}

export type Outcome = Done | Refused

export function done(data: unknown, text: string): Done {
  return { ok: true, data, text }
}

export function refused(
  reason: Exclude<keyof typeof EXIT, 'ok'>,
  message: string,
  faults: Refused['faults'] = [],
): Refused {
  return { ok: false, exit: EXIT[reason], message, faults }
}
