/** The pages of the office desk that its navigation leads to, with their addresses. */
export const deskPages = {
  home: '/ugyintezo',
  search: '/ugyintezo/kereses',
  register: '/ugyintezo/regisztracio',
  finalise: '/ugyintezo/veglegesites',
  requests: '/ugyintezo/kerelmek',
  log: '/ugyintezo/naplo',
  officeLog: '/ugyintezo/hivatali-naplo',
  office: '/ugyintezo/hivatal',
} as const

export type DeskPage = keyof typeof deskPages

/** The acts on a customer's account that have a page of their own, with the ends of their addresses. */
export const customerActs = {
  reactivate: 'ujraaktivalas',
  username: 'felhasznalonev',
  email: 'email',
  factors: 'masodik-faktor',
  password: 'jelszo',
  close: 'megszuntetes',
  dap: 'dap',
} as const

export type CustomerAct = keyof typeof customerActs

/** The address of a page of one visit. */
export function visitPage(visitId: string, act?: CustomerAct | 'nyugta' | 'osszevetes'): string {
  const end = act === undefined ? '' : `/${act === 'nyugta' || act === 'osszevetes' ? act : customerActs[act]}`
  return `/ugyintezo/ugyfel/${visitId}${end}`
}
