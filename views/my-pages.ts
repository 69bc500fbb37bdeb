/** The pages of My data, in the order of the first page's list, with their addresses. */
export const myPages = {
  home: '/fiok',
  address: '/fiok/regisztracios-adatok',
  password: '/fiok/jelszo',
  factors: '/fiok/ugyfelkapu-plusz',
  sessions: '/fiok/munkamenetek',
  services: '/fiok/szolgaltatasok',
  log: '/fiok/naplo',
  close: '/fiok/megszuntetes',
} as const

export type MyPage = keyof typeof myPages
