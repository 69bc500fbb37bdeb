/** Requests that no browser would send, or not that many at once: what is written goes out, whatever comes back is told. */
import http from 'node:http'
import type { Robot } from '../support/robot.ts'

export interface Sent {
  readonly method?: string
  readonly path: string
  readonly headers?: http.OutgoingHttpHeaders
  readonly body?: string | Buffer
}

export interface Answer {
  readonly status: number
  readonly headers: http.IncomingHttpHeaders
  readonly body: string
}

/** One request on a connection of its own. `path` is sent as it is written. */
export function send(origin: string, { method = 'GET', path, headers = {}, body }: Sent): Promise<Answer> {
  const { hostname, port } = new URL(origin)
  return new Promise((resolve, reject) => {
    const request = http.request({ hostname, port, method, path, headers, agent: false }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks).toString('utf8'),
        }),
      )
    })
    request.on('error', reject)
    request.end(body)
  })
}

/** The form a robot stands before, to be submitted without moving the robot: twice, two hundred times, changed. */
export interface StandingForm {
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly values: Readonly<Record<string, string>>
}

export function standingForm(robot: Robot): StandingForm {
  const { form, url } = robot
  if (form === null) throw new Error(`no form on ${url.href}`)
  const target = new URL(form.action, url)
  return {
    path: target.pathname,
    values: form.values,
    headers: {
      accept: 'text/html',
      'accept-language': 'en',
      'content-type': 'application/x-www-form-urlencoded',
      cookie: robot.cookies.header(target),
      origin: url.origin,
      'sec-fetch-site': 'same-origin',
    },
  }
}

/** The request that a browser would make of this form. */
export function submission(
  form: StandingForm,
  fields: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
): Sent & { readonly body: string } {
  return {
    method: 'POST',
    path: form.path,
    headers: { ...form.headers, ...headers },
    body: new URLSearchParams({ ...form.values, ...fields }).toString(),
  }
}

/** How long the answer says to wait; null where it does not. */
export function waitOf({ headers }: Answer): number | null {
  return headers['retry-after'] === undefined ? null : Number(headers['retry-after'])
}
