/** The states of Client Gate+ settings, and of the page for a lost app. */
import type { Language, StepFrame } from '../../views/frame.ts'
import { lastWayPage, waysPage } from '../../views/pages/my-account/ways.ts'
import { appRemovedPage, lostAppPage } from '../../views/pages/registration/lost-app.ts'
import type { MyFrame } from '../../views/partials/my-page.ts'
import { formError } from '../../views/texts/errors.ts'
import { waysTexts } from '../../views/texts/my-account/ways.ts'
import { aFrame, anInstant, aStep } from './frames.ts'
import type { State } from './state.ts'

const outside = { service: null, cancelPossible: false } as const

function mine(language: Language, changes: Partial<MyFrame> = {}): MyFrame {
  return { ...aStep(language, { ...outside, action: '/fiok/ugyfelkapu-plusz' }), person: 'Kovács Anna', ...changes }
}

const since = anInstant - 400 * 24 * 3_600
const app = { way: 'totp', held: [{ id: 'a', name: null, since }] } as const
const mail = { way: 'email-code', held: [{ id: 'b', name: null, since: anInstant }] } as const
const nothing = [
  { way: 'totp', held: [] },
  { way: 'email-code', held: [] },
] as const
const card = { way: 'eid', counts: false, addable: false, held: [{ id: 'c', name: null, since }] } as const
const keys = {
  way: 'passkey',
  held: [
    { id: 'd', name: 'Telefonom', since },
    { id: 'e', name: '', since: anInstant },
  ],
} as const
const plain = { heldUntil: null, done: null }

export const waysStates: readonly State[] = [
  {
    name: 'ways-both',
    step: 'my_data/factors',
    render: (l) => waysPage(mine(l), { ...plain, ways: [app, mail] }),
    faulty: false,
    interaction: false,
    several: true,
  },
  {
    name: 'ways-none',
    step: 'my_data/factors',
    render: (l) => waysPage(mine(l), { ...plain, ways: nothing }),
    faulty: false,
    interaction: false,
    several: true,
  },
  {
    name: 'ways-set-up-mail-held-back',
    step: 'my_data/factors',
    render: (l) => waysPage(mine(l), { ways: [app, nothing[1]], heldUntil: anInstant, done: waysTexts(l).enrolled }),
    faulty: false,
    interaction: false,
    several: true,
  },
  {
    name: 'ways-failing',
    step: 'my_data/factors',
    render: (l) =>
      waysPage(mine(l), {
        ...plain,
        ways: [app, { ...mail, notice: { text: null, closed: false } }],
      }),
    faulty: false,
    interaction: false,
    several: true,
  },
  {
    name: 'ways-closed',
    step: 'my_data/factors',
    render: (l) =>
      waysPage(mine(l), {
        ...plain,
        ways: [app, { ...nothing[1], notice: { text: null, closed: true }, addable: false }],
      }),
    faulty: false,
    interaction: false,
    several: true,
  },
  {
    name: 'ways-ended-and-several',
    step: 'my_data/factors',
    render: (l) => waysPage(mine(l), { ...plain, ways: [app, keys, card] }),
    faulty: false,
    interaction: false,
    several: true,
  },
  {
    name: 'ways-gone',
    step: 'my_data/factors',
    render: (l) => waysPage(mine(l, { error: formError(l, 'E-WAY-01') }), { ...plain, ways: [nothing[0], mail] }),
    faulty: true,
    interaction: false,
    several: true,
  },
  {
    name: 'ways-last',
    step: 'my_data/factors/last',
    render: (l) => lastWayPage(mine(l), { way: 'totp', id: 'a' }),
    faulty: false,
    interaction: true,
  },
  {
    name: 'ways-last-not-ticked',
    step: 'my_data/factors/last',
    render: (l) =>
      lastWayPage(mine(l, { error: formError(l, 'E-WAY-02', { field: 'understood' }) }), { way: 'totp', id: 'a' }),
    faulty: true,
    interaction: true,
  },
]

const drawn = (frame: StepFrame) => lostAppPage(frame, { waiting: null })

export const lostAppStates: readonly State[] = [
  {
    name: 'lost-app',
    step: 'remove_app',
    render: (l) => drawn(aStep(l, outside)),
    faulty: false,
    interaction: true,
  },
  {
    name: 'lost-app-wrong',
    step: 'remove_app',
    render: (l) =>
      drawn(aStep(l, { ...outside, error: formError(l, 'E-DELCODE-01'), values: { username: 'kovacs85' } })),
    faulty: true,
    interaction: true,
  },
  {
    name: 'lost-app-empty',
    step: 'remove_app',
    render: (l) =>
      drawn(
        aStep(l, {
          ...outside,
          error: formError(l, 'E-USERNAME-01', { field: 'username' }),
          moreErrors: [
            formError(l, 'E-PASSWORD-01', { field: 'password' }),
            formError(l, 'E-DELCODE-02', { field: 'deletion_code' }),
          ],
        }),
      ),
    faulty: true,
    interaction: true,
  },
  {
    name: 'lost-app-throttled',
    step: 'remove_app',
    render: (l) => drawn(aStep(l, { ...outside, error: formError(l, 'E-WAIT-01', { until: anInstant }) })),
    faulty: true,
    interaction: true,
  },
  {
    name: 'lost-app-removed',
    step: 'app_removed',
    render: (l) => appRemovedPage(aFrame(l, { service: null })),
    faulty: false,
    interaction: false,
  },
]
