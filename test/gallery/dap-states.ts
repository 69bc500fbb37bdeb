/** The states of the pages of the DÁP app. */
import { qrSvg } from '../../src/system/qr.ts'
import { dapApprovedPage, dapEndedPage, dapPage } from '../../views/factors/dap.ts'
import { aFaultyStep, anInstant, aStep } from './frames.ts'
import type { State } from './state.ts'

const link =
  'openid4vp://?client_id=x509_san_dns%3Akapu.example.hu&request_uri=https%3A%2F%2Fkapu.example.hu%2Fdap%2Fkeres%2F9rLkQ1mC5yT0vXbN7uWd2sEaHfGjKzPiOqRtYlMnBvE&request_uri_method=post'

const request = {
  purpose: 'authenticate',
  simulated: false,
  qr: qrSvg(link),
  qrText: link,
  deepLink: link,
  matchNumber: '47',
  expiresAt: anInstant,
  statusPath: '/dap/allapot/x',
  status: 'pending',
} as const
const own = { purpose: 'authenticate', simulated: false } as const
const enrol = { purpose: 'enrol', simulated: true } as const

const page = (name: string, step: string, render: State['render'], faulty = false): State => {
  return { name, step, render, faulty, interaction: true }
}
const more = { otherPossible: true }

export const dapStates: readonly State[] = [
  page('dap', 'authenticate/dap', (l) => dapPage(aStep(l, more), request)),
  page('dap-simulator', 'authenticate/dap', (l) => dapPage(aStep(l, more), { ...request, simulated: true })),
  page('dap-scanned', 'authenticate/dap', (l) =>
    dapPage(aStep(l, { asked: 'Kovács A.', notMePossible: true }), { ...request, status: 'scanned' }),
  ),
  page('dap-not-answered', 'authenticate/dap', (l) => dapPage(aFaultyStep(l, 'E-DAP-02', {}, more), request), true),
  page('dap-approved', 'authenticate/dap', (l) => dapApprovedPage(aStep(l), { ...own, elsewhere: false })),
  page('dap-other-tab', 'authenticate/dap', (l) => dapApprovedPage(aStep(l), { ...own, elsewhere: true })),
  page('dap-refused', 'authenticate/dap', (l) => dapEndedPage(aStep(l, more), { ...own, code: 'E-DAP-01' }), true),
  page('dap-number', 'authenticate/dap', (l) => dapEndedPage(aStep(l, more), { ...own, code: 'E-DAP-03' }), true),
  page('dap-device', 'authenticate/dap', (l) => dapEndedPage(aStep(l, more), { ...own, code: 'E-DAP-04' }), true),
  page('dap-enrol', 'enrol/dap', (l) => dapPage(aStep(l), { ...request, ...enrol })),
  page('dap-enrol-approved', 'enrol/dap', (l) => dapApprovedPage(aStep(l), { ...enrol, elsewhere: false })),
  page('dap-enrol-person', 'enrol/dap', (l) => dapEndedPage(aStep(l), { ...enrol, code: 'E-DAP-07' }), true),
]
