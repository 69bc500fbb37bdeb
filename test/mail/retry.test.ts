import { expect, test } from 'vitest'
import { waitAfter } from '../../src/mail/retry.ts'
import type { Delivery } from '../../src/mail/transport.ts'

const deferred: Delivery = { outcome: 'deferred', responseCode: 451 }
const unreachable: Delivery = { outcome: 'unreachable', errorCode: 'ECONNREFUSED' }

test.each<[string, Delivery, (number | null)[]]>([
  ['sent', { outcome: 'sent' }, [null, null]],
  ['refused', { outcome: 'refused', responseCode: 550 }, [null, null]],
  ['deferred', deferred, [5, 15, 45, 120, 300, 300, 300]],
  ['unreachable', unreachable, [5, 15, 20, 20, 20]],
])('the waits of a mail that was %s', (_name, delivery, waits) => {
  expect(waits.map((_wait, index) => waitAfter(delivery, index + 1))).toEqual(waits)
})
