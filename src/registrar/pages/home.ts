import { deskHomePage } from '../../../views/pages/registrar/home.ts'
import { canFinalise } from '../../offices/office.ts'
import type { DeskDependencies } from '../desk.ts'
import { deskOf, type Visitor } from '../guard.ts'
import { deskFrame, show } from './desk-frame.ts'

export async function homeGet(deps: DeskDependencies, visitor: Visitor): Promise<void> {
  const { office } = deskOf(visitor)
  show(visitor.ctx, deskHomePage(await deskFrame(deps, visitor), { canFinalise: canFinalise(office.type) }))
}
