import * as z from 'zod'
import { officeActs } from '../../views/mails/office-act.ts'
import { wayIds } from '../../views/texts/factors.ts'

/** Epoch seconds. */
const instant = z.int()
/** What a person types, or presses; never more than one such thing in a mail. */
const secret = z.string().min(1)
const address = z.url({ protocol: /^https?$/ })
const daysLeft = z.int().min(1)
const lostWay = z.enum(['totp', 'passkey', 'dap'])
const nothing = z.strictObject({})
/** A way to sign in that can be set up or removed. */
const way = z.enum(wayIds)

const codeProps = z.object({ code: secret, sessionNumber: z.string(), serviceName: z.string(), expiresAt: instant })

/** What each mail is told, by its template. The numbers are those of the mails in the domain's list. */
export const mailProps = {
  /** M18 */
  'sign-in-code': codeProps,
  /** M19 */
  'enrolment-code': codeProps,
  /** M1: after `expiresAt` another code can be asked for until `windowEndsAt`. Never the user name beside the code. */
  'activation-code': z.strictObject({
    code: secret,
    expiresAt: instant,
    kind: z.enum(['registration', 'temporary', 'reactivation']),
    windowEndsAt: instant.nullable(),
    activateUrl: address,
  }),
  /** M2 */
  'account-ready': z.strictObject({
    how: z.enum(['activated', 'finalised', 'signature']),
    passwordExpiresAt: instant.nullable(),
  }),
  /** M3 */
  'temporary-ready': z.strictObject({ finaliseBy: instant }),
  /** M4 */
  'temporary-reminder': z.strictObject({ days: daysLeft, finaliseBy: instant }),
  /** M5 */
  'account-deleted': z.strictObject({
    why: z.enum([
      'temporary_expired',
      'not_activated',
      'closed_online',
      'closed_at_office',
      'same_identity',
      'refused_at_office',
    ]),
  }),
  /** M6 */
  'reset-code': z.strictObject({ code: secret, expiresAt: instant, activateUrl: address }),
  /** M7: until `holdUntil` codes by e-mail count for nothing above the lowest level. */
  'password-changed': z.strictObject({
    how: z.enum(['reset', 'changed', 'reactivated']),
    holdUntil: instant.nullable(),
  }),
  /** M8: `expiresAt` is the end of the password. */
  'password-warning': z.strictObject({ days: daysLeft, expiresAt: instant }),
  /** M9 */
  'password-expired': z.strictObject({ renewBy: instant }),
  /** M10 */
  'account-inactive': nothing,
  /** M11 */
  'inactive-code-request': nothing,
  /** M12 */
  'password-closed': nothing,
  /** M13 */
  suspension: z.strictObject({ suspended: z.boolean() }),
  /** M14 */
  'username-changed': nothing,
  /** M15 */
  'confirm-address': z.strictObject({ url: address, expiresAt: instant }),
  /** M16 */
  'factor-enrolled': z.strictObject({ serviceName: z.string(), way }),
  /** M17 */
  'app-removed': z.strictObject({ by: z.enum(['deletion_code', 'settings', 'desk']) }),
  /** M19 at the desk: enrols a wallet. */
  'wallet-code': z.strictObject({ code: z.string(), expiresAt: z.int() }),
  /** M17, where it was no app. */
  'way-removed': z.strictObject({ way }),
  /** M20 */
  'new-device': z.strictObject({ serviceName: z.string(), at: instant }),
  /** M21: `entries` in the mail's language, oldest first. */
  'periodic-statement': z.strictObject({
    /** The first month, where it is about several. */
    from: z
      .string()
      .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
      .optional(),
    month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/),
    detailed: z.boolean(),
    entries: z.array(z.strictObject({ at: instant, text: z.string() })),
  }),
  /** M22 */
  'address-changed': z.strictObject({
    undoUrl: address.nullable(),
    undoUntil: instant.nullable(),
    newAddressMasked: z.string(),
    to: z.enum(['old', 'new']),
    by: z.enum(['person', 'office']),
  }),
  /** M23 */
  'device-moved': z.strictObject({ way, moved: z.boolean() }),
  /** M24 */
  'recovery-started': z.strictObject({ way: lostWay, cancelUrl: address, effectiveAt: instant }),
  /** M24, where nothing comes of it. */
  'recovery-cancelled': z.strictObject({
    way: lostWay,
    why: z.enum([
      'link',
      'owner',
      'factor_used',
      'password_changed',
      'address_changed',
      'suspended',
      'account_deleted',
      'no_longer_possible',
      'switched_off',
    ]),
  }),
  /** M17, after a waiting period. */
  'recovery-done': z.strictObject({ way: lostWay }),
  /** M19 of a recovery. */
  'recovery-code': z.strictObject({ code: secret, sessionNumber: z.string(), expiresAt: instant }),
  /** M15 of the second address. */
  'confirm-notice-address': z.strictObject({ url: address, expiresAt: instant }),
  /** M22 of the second address. */
  'notice-address-changed': z.strictObject({ newAddressMasked: z.string().nullable() }),
  /** M25 */
  'office-act': z.strictObject({ act: z.enum(officeActs), officeName: z.string(), at: instant }),
}

export type TemplateName = keyof typeof mailProps

/** The properties of each template. */
export type MailProps = { readonly [Name in TemplateName]: Readonly<z.infer<(typeof mailProps)[Name]>> }
