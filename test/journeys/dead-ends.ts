/** What every page of a sign-in that cannot go on has in common, whatever led there. */
import { expect } from 'vitest'
import type { Robot } from '../support/robot.ts'
import type { Service } from '../support/service.ts'

/** A page with a stable code that names the service, or nobody, and has one link that leads on. */
export function expectDeadEnd(robot: Robot, code: string, service: Service | null): void {
  expect({ status: robot.status, step: robot.step, code: codeOn(robot) }).toEqual({
    status: expect.toSatisfy((status: number) => status >= 400 && status < 500),
    step: 'error',
    code,
  })
  expect(robot.headers['cache-control']).toBe('no-store')
  expect(robot.text).not.toMatch(/cookie|süti/i)
  expect(robot.text).toMatch(/[0-9a-hjkmnp-tv-z]{26}/)
  const onward = wayOn(robot)
  if (service === null) {
    expect(onward).toMatch(/^\/\?lang=(hu|en)$/)
    expect(robot.html).not.toContain('class="service"')
    return
  }
  expect(robot.text).toMatch(new RegExp(`(Service|Szolgáltatás) ${service.clientId}`))
  expect(onward).toBe(service.redirectUri.replace(/callback$/, ''))
}

/** The code that a page shows for the help desk; null where it shows none. */
export function codeOn(robot: Robot): string | null {
  return /E-[A-Z]+-\w+/.exec(robot.text)?.[0] ?? null
}

/** The one link in the page's column. */
function wayOn(robot: Robot): string {
  const main = /<main[\s\S]*<\/main>/.exec(robot.html)?.[0] ?? ''
  const hrefs = [...main.matchAll(/<a class="button[^"]*" href="([^"]*)"/g)].map(([, href = '']) => href)
  expect(hrefs).toHaveLength(1)
  return (hrefs[0] ?? '').replaceAll('&#61;', '=').replaceAll('&amp;', '&')
}
