/**
 * With what somebody proves at the desk who they are (S1): citizens of Hungary with an identity card, a passport or a
 * driving licence in card format, and their address card; other citizens of the EEA with an identity card or passport;
 * everybody else with a passport.
 */
import { Temporal } from 'temporal-polyfill'
import * as z from 'zod'

export const citizenships = ['hungarian', 'eea', 'other'] as const
export type Citizenship = (typeof citizenships)[number]

export const documentTypes = ['identity_card', 'passport', 'driving_licence'] as const
export type DocumentType = (typeof documentTypes)[number]

const acceptedDocuments: Readonly<Record<Citizenship, readonly DocumentType[]>> = {
  hungarian: ['identity_card', 'passport', 'driving_licence'],
  eea: ['identity_card', 'passport'],
  other: ['passport'],
}

/** Driving licences are cards since this day; older ones are booklets. */
const FIRST_CARD = '2001-01-01'

/** What the clerk held in their hands. */
export const shownDocument = z.strictObject({
  citizenship: z.enum(citizenships),
  type: z.enum(documentTypes),
  number: z.string(),
  /** Of a driving licence: the day it was issued, `2015-06-30`. */
  issued: z.string().nullable(),
  addressCard: z.boolean(),
})

export type ShownDocument = Readonly<z.infer<typeof shownDocument>>

export type DocumentFault =
  | 'citizenship'
  | 'document_type'
  | 'document_not_accepted'
  | 'document_number'
  | 'issued'
  | 'not_a_card'
  | 'address_card'

interface Judged {
  readonly document: ShownDocument | null
  readonly faults: readonly { readonly field: string; readonly fault: DocumentFault }[]
}

/** Reads the fields of `views/pages/registrar/document-fields.ts`: the document, or everything wrong with it. */
export function readDocument(form: Readonly<Record<string, string>>): Judged {
  const faults: { field: string; fault: DocumentFault }[] = []
  const citizenship = citizenships.find((one) => one === form['citizenship'])
  const type = documentTypes.find((one) => one === form['document_type'])
  const number = (form['document_number'] ?? '').normalize('NFKC').trim().replace(/\s+/g, ' ').toUpperCase()
  const issued = dayOf(form['issued'] ?? '')
  const addressCard = form['address_card'] === 'yes'
  if (citizenship === undefined) faults.push({ field: 'citizenship', fault: 'citizenship' })
  if (type === undefined) faults.push({ field: 'document_type', fault: 'document_type' })
  else if (citizenship !== undefined && !acceptedDocuments[citizenship].includes(type))
    faults.push({ field: 'document_type', fault: 'document_not_accepted' })
  else if (type === 'driving_licence' && issued === null) faults.push({ field: 'issued', fault: 'issued' })
  else if (type === 'driving_licence' && issued !== null && issued < FIRST_CARD)
    faults.push({ field: 'issued', fault: 'not_a_card' })
  if (!/^[A-Z0-9][A-Z0-9 /-]{3,30}$/.test(number)) faults.push({ field: 'document_number', fault: 'document_number' })
  if (citizenship === 'hungarian' && !addressCard) faults.push({ field: 'address_card', fault: 'address_card' })
  if (faults.length > 0 || citizenship === undefined || type === undefined) return { document: null, faults }
  const document = { citizenship, type, number, issued: type === 'driving_licence' ? issued : null, addressCard }
  return { document, faults }
}

/** `2015. 06. 30.` and `2015-06-30` as the latter; null for what is no day. */
function dayOf(typed: string): string | null {
  const [, year = '', month = '', day = ''] = /^\s*(\d{4})\D*(\d{1,2})\D+(\d{1,2})\D*$/.exec(typed) ?? []
  try {
    const date = { year: Number(year), month: Number(month), day: Number(day) }
    return Temporal.PlainDate.from(date, { overflow: 'reject' }).toString()
  } catch {
    return null
  }
}
