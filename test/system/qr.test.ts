import { encode } from 'uqr'
import { expect, test } from 'vitest'
import { qrSvg } from '../../src/system/qr.ts'

const text = 'otpauth://totp/Kapu:kovacsanna?secret=KAPUDEMOKAPUDEMOKAPUDEMOKAPUDEMO&issuer=Kapu'

test('the drawing of a QR code is its modules, with four light ones around', () => {
  const { data, size } = encode(text, { ecc: 'M', border: 4 })
  const drawn = data.map((row) => row.map(() => false))
  for (const [, x, y, width] of qrSvg(text).matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g)) {
    drawn[Number(y)]?.fill(true, Number(x), Number(x) + Number(width))
  }
  expect(drawn).toEqual(data)
  expect(data.slice(0, 4).flat()).not.toContain(true)
  expect(qrSvg(text)).toContain(`viewBox="0 0 ${size} ${size}"`)
})

test('it has no style, script, event or address in it', () => {
  expect(qrSvg(text)).not.toMatch(/style|script|on\w+=|href|url\(|data:/)
})
