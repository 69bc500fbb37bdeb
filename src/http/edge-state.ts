import type Koa from 'koa'

/** What the edges leave in `ctx.state` for whoever answers. */
export interface EdgeState {
  /** Printed on every page and in every line of the log about this request. */
  incidentId: string
  /** Where a form on this page may lead besides here: origins, or `scheme:`. See `allowFormAction`. */
  formActionOrigins: string[]
}

/** A middleware that stands behind `edges`. */
export type EdgeMiddleware = Koa.Middleware<EdgeState>

/** A request that came through `edges`. */
export type EdgeContext = Parameters<EdgeMiddleware>[0]
