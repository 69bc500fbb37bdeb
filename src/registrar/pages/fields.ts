/** Reads what the forms of the desk have in common, and says what is wrong with it. */
import type { Language } from '../../../views/frame.ts'
import { registrationText } from '../../../views/texts/registration.ts'
import { deskTexts } from '../../../views/texts/registrar.ts'
import type { Form } from '../../http/form-body.ts'
import type { DeskDependencies, Occasion } from '../desk.ts'
import { readDocument, type ShownDocument } from '../documents.ts'
import type { NaturalIdentity } from '../../persons/person.ts'
import type { DeskFault } from './desk-frame.ts'

/** What a part of a form says, or everything wrong with it. */
export interface Read<T> {
  readonly value: T | null
  readonly faults: readonly DeskFault[]
}

const MOST = 200

/** Case and reason. */
export function readOccasion(form: Form, language: Language): Read<Occasion> {
  const { faults: words } = deskTexts(language)
  const [caseId, reason] = [plain(form['case_id']), plain(form['reason'])]
  const faults = [
    ...(caseId.length < 3 || caseId.length > MOST ? [{ field: 'case_id', text: words.case_id }] : []),
    ...(reason.length < 5 || reason.length > MOST ? [{ field: 'reason', text: words.reason }] : []),
  ]
  return { value: faults.length === 0 ? { caseId, reason } : null, faults }
}

/** The natural data, as they are read on-line. */
export function readNaturalIdentity(
  { readIdentity, clock }: DeskDependencies,
  form: Form,
  language: Language,
): Read<NaturalIdentity> {
  const { identity, faults } = readIdentity(form, clock.now())
  const words = registrationText(language).faults
  return { value: identity, faults: faults.map(({ field, fault }) => ({ field, text: words[fault] })) }
}

export function readShownDocument(form: Form, language: Language): Read<ShownDocument> {
  const { document, faults } = readDocument(form)
  const words = deskTexts(language).faults
  return { value: document, faults: faults.map(({ field, fault }) => ({ field, text: words[fault] })) }
}

/** Address, user name and notice, as they are read on-line; the address was read back instead of typed twice. */
export function readAccount(
  { readAccountFields }: DeskDependencies,
  form: Form,
  language: Language,
): Read<{ readonly email: string; readonly username: string }> {
  const copied = { ...form, email_again: form['email'] ?? '', notice: 'yes' }
  const { account, faults: found } = readAccountFields(copied)
  const words = registrationText(language).faults
  const faults = [
    ...found.map(({ field, fault }) => ({ field, text: words[fault] })),
    ...tick(form, 'email_read_back', language),
    ...tick(form, 'notice_signed', language),
  ]
  return { value: faults.length === 0 ? account : null, faults }
}

/** A fault unless the box is ticked. */
export function tick(
  form: Form,
  name: 'email_read_back' | 'notice_signed' | 'request_signed' | 'identity_checked',
  language: Language,
): readonly DeskFault[] {
  return form[name] === 'yes' ? [] : [{ field: name, text: deskTexts(language).faults[name] }]
}

/** Composed, with single spaces; nothing that steers a terminal or a log. */
export function plain(typed: string | undefined): string {
  return (typed ?? '')
    .normalize('NFC')
    .replaceAll(/[\p{C}\s]+/gu, ' ')
    .trim()
}
