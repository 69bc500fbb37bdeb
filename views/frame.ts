/**
 * What every page is given besides its own properties. `views/` owns how pages look and speak; it knows nothing of
 * requests, accounts or stores: whoever calls a page has decided already what the person may see.
 */

/** The languages of the product; both are originals. */
export type Language = 'hu' | 'en'

/** The part of a page that is the same everywhere. */
export interface Frame {
  readonly language: Language
  /** This page in each language, as plain links. */
  readonly languageLinks: Readonly<Record<Language, string>>
  /** Printed in the footer, so that the help desk finds what happened. */
  readonly incidentId: string
  /** Where the person is signing in, with its origin, so that a stranger is noticed. Null outside a sign-in. */
  readonly service: { readonly name: string; readonly origin: string } | null
}

/** A fault to show above a form and, where `field` names one, at the field. Made by `formError`. */
export interface FormError {
  /** An `ErrorCode`, printed in small type for the help desk. */
  readonly code: string
  readonly text: string
  /** The name of the faulty field; null where the fault belongs to the whole form. */
  readonly field: string | null
  /** The end of a wait in full words, as `formatInstant` writes it; already part of `text`. */
  readonly until?: string
}

/** The frame of a page with a form (`main[data-step]` with `form#step`). */
export interface StepFrame extends Frame {
  /** The path that the form is posted to. */
  readonly action: string
  /** Goes into the hidden field `csrf`. */
  readonly csrf: string
  readonly error: FormError | null
  /** Further faults of the same form, where all are told at once; the first is `error`. */
  readonly moreErrors?: readonly FormError[]
  /** What was typed before, by field name; never a password or a code. */
  readonly values: Readonly<Record<string, string>>
  /** Shows the button `action=cancel`. */
  readonly cancelPossible: boolean
  /** Shows the button `action=other` on the page of one method, where the person has another one. */
  readonly otherPossible?: boolean
  /** Shows the button `action=switch`: the page names somebody, and it may be another who sits there. */
  readonly notMePossible?: boolean
  /** Masked: whose proof is asked for, where they have proved nothing yet in this sign-in. */
  readonly asked?: string
  /** The end of the sign-in: the page is of no use from then on. */
  readonly expiry?: {
    /** Epoch seconds. */
    readonly at: number
    /** Counted from when the page was made: the browser's clock may be wrong. */
    readonly secondsLeft: number
    /** Shows the button `action=extend`. */
    readonly morePossible: boolean
  }
}

/** A link back to the service, already checked by the caller; anything but http(s) or a path is not rendered as a link. */
export interface BackLink {
  readonly name: string
  readonly href: string
}
