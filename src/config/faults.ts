/** One thing wrong with the configuration: where it stands, what is wrong, and how to mend it. */
export interface Fault {
  /** A setting (`listen.port`, with the file's name before it) or an environment variable. */
  readonly path: string
  readonly message: string
  readonly mend: string
}

/** All faults of a configuration at once: whoever mends them starts the product once more, not once for each. */
export class ConfigFaults extends Error {
  readonly code = 'CONFIG_FAULTS'
  readonly list: readonly Fault[]

  constructor(list: readonly Fault[]) {
    const lines = list.map((fault) => `  ${fault.path}: ${fault.message}\n    ${fault.mend}`)
    super(`the configuration has ${list.length} ${list.length === 1 ? 'fault' : 'faults'}\n${lines.join('\n')}`)
    this.name = 'ConfigFaults'
    this.list = list
  }
}
