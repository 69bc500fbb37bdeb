import { html } from 'ghtml'
import type { StepFrame } from '../../frame.ts'
import { field } from '../../partials/form.ts'
import { deskTexts } from '../../texts/registrar.ts'

/** Case and reason, without which nothing is looked for or done; read by `readOccasion`. */
export function occasionFields(frame: StepFrame): string {
  const { occasion } = deskTexts(frame.language)
  const value = (name: string) => frame.values[name] ?? ''
  const plain = { autocomplete: 'off' }
  return html`<h2>${occasion.title}</h2>
    !${field(frame, { ...plain, name: 'case_id', label: occasion.caseId, hint: occasion.caseIdHint, value: value('case_id') })}
    !${field(frame, { ...plain, name: 'reason', label: occasion.reason, hint: occasion.reasonHint, value: value('reason') })}`
}
