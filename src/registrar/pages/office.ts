import { officePage } from '../../../views/pages/registrar/office.ts'
import { sessionRef } from '../../audit/record.ts'
import { inTransaction } from '../../database/transaction.ts'
import { HttpProblem } from '../../http/http-problem.ts'
import type { DeskDependencies } from '../desk.ts'
import type { Visitor } from '../guard.ts'
import { chooseOffice } from '../store.ts'
import { deskFrame, seeOther, show } from './desk-frame.ts'

/** K1: the offices of the clerk. */
export async function officeGet(deps: DeskDependencies, visitor: Visitor): Promise<void> {
  const frame = await deskFrame(deps, visitor)
  const offices = visitor.offices.map(({ id, names, type }) => ({ id, type, name: names[frame.language] }))
  show(visitor.ctx, officePage(frame, { offices }))
}

export async function officePost(deps: DeskDependencies, visitor: Visitor): Promise<void> {
  const { form, offices, person, ctx } = visitor
  const office = offices.find(({ id }) => id === form['office'])
  if (office === undefined) throw new HttpProblem(403, 'E-DESK-01', 'not an office of this clerk')
  await inTransaction(deps.db, (t) => chooseOffice(t, sessionRef(person.sessionUid), office.id))
  seeOther(ctx, '/ugyintezo')
}
