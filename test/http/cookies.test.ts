import { expect, test } from 'vitest'
import { cookieNames, isSecure } from '../../src/http/cookies.ts'

test('cookies of an https issuer are bound to it by their names', () => {
  expect(cookieNames('https://kapu.example')).toEqual({
    session: '__Host-session',
    interaction: '__Secure-ix',
    resume: '__Secure-ixr',
    device: '__Host-dev',
    method: '__Host-method',
    receipt: '__Secure-receipt',
    form: '__Host-form',
    registered: '__Secure-registered',
    recovery: '__Secure-recovery',
    my: '__Host-my',
    myRound: '__Host-my-round',
    desk: '__Host-desk',
    deskRound: '__Host-desk-round',
    language: 'kapu-language',
  })
  expect(isSecure('https://kapu.example')).toBe(true)
})

test('cookies of the http demo have names of their own, for ports do not separate cookies', () => {
  expect(cookieNames('http://localhost:3000')).toEqual({
    session: 'kapu-session',
    interaction: 'kapu-ix',
    resume: 'kapu-ixr',
    device: 'kapu-dev',
    method: 'kapu-method',
    receipt: 'kapu-receipt',
    form: 'kapu-form',
    registered: 'kapu-registered',
    recovery: 'kapu-recovery',
    my: 'kapu-my',
    myRound: 'kapu-my-round',
    desk: 'kapu-desk',
    deskRound: 'kapu-desk-round',
    language: 'kapu-language',
  })
  expect(isSecure('http://localhost:3000')).toBe(false)
})
