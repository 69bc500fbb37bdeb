import { expect, test } from 'vitest'
import { isPin, isPinShaped, keepPin } from '../../../demo/wallet/pin.ts'

test('a kept PIN is known again, no other is, and it does not stand in what is kept', async () => {
  const kept = await keepPin('271828')
  expect(await isPin(kept, '271828')).toBe(true)
  for (const other of ['271829', '27182', '2718281', '']) expect(await isPin(kept, other)).toBe(false)
  expect(Buffer.from(kept.hash).toString('latin1')).not.toContain('271828')
  expect((await keepPin('271828')).hash).not.toEqual(kept.hash)
})

test.each([
  ['123456', true],
  ['12345', false],
  ['1234567', false],
  ['12345a', false],
  ['', false],
])('a PIN has six digits: %s', (pin, is) => {
  expect(isPinShaped(pin)).toBe(is)
})
