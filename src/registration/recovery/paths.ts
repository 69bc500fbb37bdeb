/** The addresses of a recovery by waiting. */
export const paths = {
  start: '/torlokod/varakozas',
  code: '/torlokod/varakozas/kod',
  asked: '/torlokod/varakozas/elkuldve',
  cancel: '/torlokod/lemondas/:token',
} as const
