import { describe, expect, test } from 'vitest'
import type { Arrival } from '../../demo/relying-party.ts'
import { createPendingRequests, createSessions } from '../../demo/sessions.ts'

const MINUTE = 60_000

function arrival(sub: string, sid: string | null = null): Arrival {
  return { sub, sid, claims: {}, acr: null, amr: [], authTime: null, idToken: '', wish: {} }
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

describe('a session that ended at the identity provider', () => {
  function threeBrowsers() {
    const clock = { now: 0 }
    const sessions = createSessions(() => clock.now)
    const ids = [arrival('a', 's1'), arrival('a', 's2'), arrival('b', 's3')].map(
      (who) => sessions.begin(undefined, who).id,
    )
    return { clock, sessions, living: () => ids.map((id) => sessions.find(id) !== null), first: ids[0] ?? '' }
  }

  test.each([
    ['its sid', { sid: 's1', sub: null }, [false, true, true]],
    ['its sid and sub', { sid: 's1', sub: 'a' }, [false, true, true]],
    ['sub alone: in every browser', { sid: null, sub: 'a' }, [false, false, true]],
    ['an unknown sid', { sid: 's4', sub: 'a' }, [true, true, true]],
    ['a sid of another person', { sid: 's1', sub: 'b' }, [true, true, true]],
    ['nothing', { sid: null, sub: null }, [true, true, true]],
  ])('is found by %s', (_by, whose, left) => {
    const { sessions, living } = threeBrowsers()
    const ended = sessions.endElsewhere(whose)
    expect(living()).toEqual(left)
    expect(ended).toHaveLength(left.filter((lives) => !lives).length)
  })

  test('is called so in its browser, for a day or until somebody comes in or signs out', () => {
    const { clock, sessions, first } = threeBrowsers()
    expect(sessions.wasEndedElsewhere(first)).toBe(false)
    sessions.endElsewhere({ sid: 's1', sub: null })
    expect(sessions.wasEndedElsewhere(first)).toBe(true)
    expect(sessions.wasEndedElsewhere(undefined)).toBe(false)
    clock.now += 24 * 60 * MINUTE + 1
    expect(sessions.wasEndedElsewhere(first)).toBe(false)

    const again = sessions.begin(first, arrival('a', 's5'))
    sessions.endElsewhere({ sid: 's5', sub: null })
    sessions.end(again.id)
    expect(sessions.wasEndedElsewhere(again.id)).toBe(false)
  })

  test.each([
    ['a', false],
    ['b', true],
  ])('still tells whether %s, who comes next, is another person', (sub, replaced) => {
    const { sessions, first } = threeBrowsers()
    sessions.endElsewhere({ sid: 's1', sub: 'a' })
    expect(sessions.begin(first, arrival(sub)).replacedAnother).toBe(replaced)
    expect(sessions.wasEndedElsewhere(first)).toBe(false)
  })

  test('had it been idle too long, is no longer one', () => {
    const { clock, sessions } = threeBrowsers()
    clock.now += 30 * MINUTE + 1
    expect(sessions.endElsewhere({ sid: 's1', sub: null })).toEqual([])
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
