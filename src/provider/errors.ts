import { errors } from 'oidc-provider'

/** A sign-in that comes back to the pages again and again is stopped with a page, never by another redirect. */
export class LoopError extends errors.InvalidRequest {
  constructor() {
    super('the sign-in went round in circles')
    this.allow_redirect = false
  }
}
