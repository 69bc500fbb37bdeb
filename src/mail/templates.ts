import type { Language } from '../../views/frame.ts'
import { accountDeletedMail } from '../../views/mails/account-deleted.ts'
import { accountInactiveMail } from '../../views/mails/account-inactive.ts'
import { accountReadyMail } from '../../views/mails/account-ready.ts'
import { activationCodeMail } from '../../views/mails/activation-code.ts'
import { addressChangedMail } from '../../views/mails/address-changed.ts'
import { appRemovedMail } from '../../views/mails/app-removed.ts'
import { confirmAddressMail } from '../../views/mails/confirm-address.ts'
import { confirmNoticeAddressMail } from '../../views/mails/confirm-notice-address.ts'
import { noticeAddressChangedMail } from '../../views/mails/notice-address-changed.ts'
import { walletCodeMail } from '../../views/mails/wallet-code.ts'
import { wayRemovedMail } from '../../views/mails/way-removed.ts'
import { deviceMovedMail } from '../../views/mails/device-moved.ts'
import { enrolmentCodeMail } from '../../views/mails/enrolment-code.ts'
import { factorEnrolledMail } from '../../views/mails/factor-enrolled.ts'
import { inactiveCodeRequestMail } from '../../views/mails/inactive-code-request.ts'
import { newDeviceMail } from '../../views/mails/new-device.ts'
import { officeActMail } from '../../views/mails/office-act.ts'
import { passwordChangedMail } from '../../views/mails/password-changed.ts'
import { passwordClosedMail } from '../../views/mails/password-closed.ts'
import { passwordExpiredMail } from '../../views/mails/password-expired.ts'
import { passwordWarningMail } from '../../views/mails/password-warning.ts'
import { periodicStatementMail } from '../../views/mails/periodic-statement.ts'
import { recoveryCancelledMail } from '../../views/mails/recovery-cancelled.ts'
import { recoveryCodeMail } from '../../views/mails/recovery-code.ts'
import { recoveryDoneMail } from '../../views/mails/recovery-done.ts'
import { recoveryStartedMail } from '../../views/mails/recovery-started.ts'
import { resetCodeMail } from '../../views/mails/reset-code.ts'
import { signInCodeMail } from '../../views/mails/sign-in-code.ts'
import { suspensionMail } from '../../views/mails/suspension.ts'
import { temporaryReadyMail } from '../../views/mails/temporary-ready.ts'
import { temporaryReminderMail } from '../../views/mails/temporary-reminder.ts'
import { usernameChangedMail } from '../../views/mails/username-changed.ts'
import type { MailContent } from '../../views/mails/letter.ts'
import type { MailProps, TemplateName } from './props.ts'

/** Writes a mail in a language; `at` is when it was asked for, in epoch seconds. */
type Template<Props> = (language: Language, at: number, props: Props) => MailContent

/** How each mail is written. */
export const templates: { readonly [Name in TemplateName]: Template<MailProps[Name]> } = {
  'sign-in-code': signInCodeMail,
  'enrolment-code': enrolmentCodeMail,
  'activation-code': activationCodeMail,
  'account-ready': accountReadyMail,
  'temporary-ready': temporaryReadyMail,
  'temporary-reminder': temporaryReminderMail,
  'account-deleted': accountDeletedMail,
  'reset-code': resetCodeMail,
  'password-changed': passwordChangedMail,
  'password-warning': passwordWarningMail,
  'password-expired': passwordExpiredMail,
  'account-inactive': accountInactiveMail,
  'inactive-code-request': inactiveCodeRequestMail,
  'password-closed': passwordClosedMail,
  suspension: suspensionMail,
  'username-changed': usernameChangedMail,
  'confirm-address': confirmAddressMail,
  'factor-enrolled': factorEnrolledMail,
  'app-removed': appRemovedMail,
  'way-removed': wayRemovedMail,
  'wallet-code': walletCodeMail,
  'new-device': newDeviceMail,
  'periodic-statement': periodicStatementMail,
  'address-changed': addressChangedMail,
  'device-moved': deviceMovedMail,
  'recovery-started': recoveryStartedMail,
  'recovery-cancelled': recoveryCancelledMail,
  'recovery-done': recoveryDoneMail,
  'recovery-code': recoveryCodeMail,
  'confirm-notice-address': confirmNoticeAddressMail,
  'notice-address-changed': noticeAddressChangedMail,
  'office-act': officeActMail,
}
