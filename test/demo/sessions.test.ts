import { describe, expect, test } from 'vitest'
import type { Arrival } from '../../demo/relying-party.ts'
import { createPendingRequests, createSessions } from '../../demo/sessions.ts'

const MINUTE = 60_000

function arrival(sub: string): Arrival {
  return { sub, claims: {}, acr: null, amr: [], authTime: null, idToken: '', wish: {} }
}

function request(state: string) {
  return { state, nonce: '', codeVerifier: '', wish: {} }
}

describe('a session of a service', () => {
  test.each([
    ['nobody', undefined, false],
    ['the same person', 'a', false],
    ['another person', 'b', true],
  ])('after %s was here', (_who, before, replaced) => {
    const sessions = createSessions()
    const old = before === undefined ? undefined : sessions.begin(undefined, arrival(before))
    const session = sessions.begin(old?.id, arrival('a'))
    expect(session.replacedAnother).toBe(replaced)
    expect(session.person.sub).toBe('a')
    expect(session.id).not.toBe(old?.id)
    expect(sessions.find(old?.id)).toBeNull()
  })

  test('ends after half an hour without a request', () => {
    let now = 0
    const sessions = createSessions(() => now)
    const { id } = sessions.begin(undefined, arrival('a'))
    now += 30 * MINUTE
    expect(sessions.find(id)).not.toBeNull()
    now += 30 * MINUTE + 1
    expect(sessions.find(id)).toBeNull()
  })

  test('of somebody who left long ago is not called replaced', () => {
    let now = 0
    const sessions = createSessions(() => now)
    const { id } = sessions.begin(undefined, arrival('a'))
    now += 31 * MINUTE
    expect(sessions.begin(id, arrival('b')).replacedAnother).toBe(false)
  })
})

describe('a request under way', () => {
  test('belongs to the browser that asked, for an hour', () => {
    let now = 0
    const pending = createPendingRequests(() => now)
    pending.add('browser', request('s1'))
    pending.add('browser', request('s2'))
    expect(pending.find('browser', 's1')?.request.state).toBe('s1')
    expect(pending.find('browser', 's2')?.request.state).toBe('s2')
    expect(pending.find('other', 's1')).toBeNull()
    expect(pending.find(undefined, 's1')).toBeNull()
    expect(pending.find('browser', undefined)).toBeNull()
    now += 60 * MINUTE + 1
    expect(pending.find('browser', 's1')).toBeNull()
  })

  test('gives way to newer ones when there are very many', () => {
    const pending = createPendingRequests()
    for (let i = 0; i <= 10_000; i += 1) pending.add('browser', request(`s${i}`))
    expect(pending.find('browser', 's0')).toBeNull()
    expect(pending.find('browser', 's1')).not.toBeNull()
    expect(pending.find('browser', 's10000')).not.toBeNull()
  })
})
