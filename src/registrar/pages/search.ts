import { foundPage, identitySearchPage, notFoundPage, searchPage } from '../../../views/pages/registrar/search.ts'
import { deskTexts } from '../../../views/texts/registrar.ts'
import { plainFrame } from '../../http/frame.ts'
import { search, type SearchBy } from '../acts/search.ts'
import type { DeskDependencies, Occasion } from '../desk.ts'
import { deskOf, type Visitor } from '../guard.ts'
import { deskFrame, show } from './desk-frame.ts'
import { plain, readNaturalIdentity, readOccasion } from './fields.ts'

/** K2 */
export async function searchGet(deps: DeskDependencies, visitor: Visitor): Promise<void> {
  show(visitor.ctx, searchPage(await deskFrame(deps, visitor)))
}

export async function searchPost(deps: DeskDependencies, visitor: Visitor): Promise<void> {
  const { ctx, form } = visitor
  const { language } = plainFrame(ctx)
  const words = deskTexts(language).faults
  const [username, email] = [plain(form['username']), plain(form['email'])]
  const occasion = readOccasion(form, language)
  const faults = [
    ...(username === '' && email === '' ? [{ field: 'username', text: words.nothing_given }] : []),
    ...(username !== '' && email !== '' ? [{ field: 'email', text: words.both_given }] : []),
    ...occasion.faults,
  ]
  if (faults.length > 0 || occasion.value === null)
    return show(ctx, searchPage(await deskFrame(deps, visitor, faults)), 422)
  await find(deps, visitor, occasion.value, username === '' ? { email } : { username })
}

export async function identitySearchGet(deps: DeskDependencies, visitor: Visitor): Promise<void> {
  show(visitor.ctx, identitySearchPage(await deskFrame(deps, visitor)))
}

export async function identitySearchPost(deps: DeskDependencies, visitor: Visitor): Promise<void> {
  const { ctx, form } = visitor
  const { language } = plainFrame(ctx)
  const [identity, occasion] = [readNaturalIdentity(deps, form, language), readOccasion(form, language)]
  const faults = [...identity.faults, ...occasion.faults]
  if (identity.value === null || occasion.value === null)
    return show(ctx, identitySearchPage(await deskFrame(deps, visitor, faults)), 422)
  await find(deps, visitor, occasion.value, { identity: identity.value })
}

async function find(deps: DeskDependencies, visitor: Visitor, occasion: Occasion, by: SearchBy): Promise<void> {
  const found = await search(deps, { desk: deskOf(visitor), occasion, by })
  const frame = await deskFrame(deps, visitor)
  if (!found.ok) return show(visitor.ctx, notFoundPage(frame, { own: found.refusal === 'own_record' }))
  const customers = found.customers.map(({ visitId, customer: { identity, state } }) => ({
    visitId,
    state,
    name: `${identity.family_name} ${identity.given_name}`,
    birthdate: identity.birthdate,
    place: identity.place_of_birth.locality,
  }))
  show(visitor.ctx, foundPage(frame, { customers }))
}
