import type { Language } from '../../views/frame.ts'

/** A page in one of the states it is designed for. */
export interface State {
  /** Unique; the file's name in the gallery. */
  readonly name: string
  /** The value of `main[data-step]`. */
  readonly step: string
  /** The title must begin with the word for an error. */
  readonly faulty: boolean
  /** A page with `form#step`. */
  readonly interaction: boolean
  /** A page with several forms beside each other; none of them is `form#step`. */
  readonly several?: boolean
  readonly render: (language: Language) => string
}
