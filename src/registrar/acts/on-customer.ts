import type { AtDesk, Occasion } from '../desk.ts'

/** By whom, why and on whose account an act is done. */
export interface OnCustomer {
  readonly desk: AtDesk
  readonly occasion: Occasion
  readonly accountId: string
}
