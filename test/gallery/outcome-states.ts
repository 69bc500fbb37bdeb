/** The states of the pages that tell something: errors, signed out, home, the footer's pages. */
import { errorPage } from '../../views/pages/error.ts'
import { homePage } from '../../views/pages/home.ts'
import { infoPage } from '../../views/pages/info.ts'
import { signedOutPage } from '../../views/pages/signed-out.ts'
import { errorCodes } from '../../views/texts/errors.ts'
import type { InfoTopic } from '../../views/texts/info.ts'
import { aFrame, anInstant, hostile, longService, mailbox } from './frames.ts'
import type { State } from './state.ts'

function outcome(step: string, name: string, render: State['render'], faulty = false): State {
  return { name, step, render, faulty, interaction: false }
}

const back = 'https://tarhely.example.hu/belepes'
const outside = { service: null } as const
const topics: readonly InfoTopic[] = ['accessibility', 'privacy']

export const outcomeStates: readonly State[] = [
  ...errorCodes.map((code) =>
    outcome(
      'error',
      `error-${code.toLowerCase()}`,
      (l) =>
        errorPage(aFrame(l), {
          code,
          status: 400,
          back: { name: mailbox[l].name, href: back },
          ...(code.startsWith('E-WAIT') || code === 'E-PW-EXP' ? { until: anInstant } : {}),
        }),
      true,
    ),
  ),
  outcome(
    'error',
    'error-no-service',
    (l) => errorPage(aFrame(l, outside), { code: 'E-FLOW-01', status: 400, back: null }),
    true,
  ),
  outcome(
    'error',
    'error-long-service',
    (l) =>
      errorPage(aFrame(l, { service: longService[l] }), {
        code: 'E-FLOW-01',
        status: 400,
        back: { name: longService[l].name, href: back },
      }),
    true,
  ),
  outcome(
    'error',
    'error-hostile',
    (l) =>
      errorPage(aFrame(l, { incidentId: hostile }), {
        code: 'E-CLIENT-01',
        status: 400,
        back: { name: hostile, href: 'javascript:alert(1)' },
      }),
    true,
  ),
  outcome('signed_out', 'signed-out', (l) =>
    signedOutPage(aFrame(l), { backTo: { name: mailbox[l].name, href: back } }),
  ),
  outcome('signed_out', 'signed-out-here', (l) =>
    signedOutPage(aFrame(l), { backTo: { name: mailbox[l].name, href: back }, scope: 'here' }),
  ),
  outcome('signed_out', 'signed-out-services', (l) =>
    signedOutPage(aFrame(l), {
      backTo: { name: mailbox[l].name, href: back },
      scope: 'everywhere',
      services: [
        { name: mailbox[l].name, state: 'confirmed' },
        { name: longService[l].name, state: 'waiting' },
        { name: hostile, state: 'untold' },
      ],
      again: { href: '/session/end/success?look=1', byItself: true },
    }),
  ),
  outcome('signed_out', 'signed-out-no-service', (l) => signedOutPage(aFrame(l, outside), { backTo: null })),
  outcome('home', 'home', (l) => homePage(aFrame(l, outside))),
  ...topics.map((topic) => outcome(`info/${topic}`, topic, (l) => infoPage(aFrame(l, outside), topic))),
]
