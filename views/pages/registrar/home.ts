import { type DeskPage, deskPages } from '../../desk-pages.ts'
import { type DeskFrame, linkCards, renderDeskPage } from '../../partials/desk-page.ts'
import { deskTexts } from '../../texts/registrar.ts'

/** The first page of the desk. */
export function deskHomePage(frame: DeskFrame, { canFinalise }: { readonly canFinalise: boolean }): string {
  const texts = deskTexts(frame.language)
  const pages = [
    ...(['search', 'register'] as const),
    ...(canFinalise ? (['finalise'] as const) : []),
    ...(['requests', 'log'] as const),
    ...(frame.desk.role === 'supervisor' ? (['officeLog'] as const) : []),
  ] satisfies DeskPage[]
  const links = pages.map((page) => ({ href: deskPages[page], name: texts.pages[page], about: texts.about[page] }))
  const { title, lead } = texts.home
  return renderDeskPage(frame, { step: 'home', title, lead, content: linkCards(frame, links) })
}
