import { describe, expect, test } from 'vitest'
import { readDocument } from '../../src/registrar/documents.ts'

const card = {
  citizenship: 'hungarian',
  document_type: 'identity_card',
  document_number: '123456AB',
  address_card: 'yes',
}

function faultsOf(changes: Record<string, string>): string[] {
  return readDocument({ ...card, ...changes }).faults.map(({ field, fault }) => `${field}: ${fault}`)
}

describe('S1 feature 14: documents that are accepted at the desk', () => {
  test.each([
    ['hungarian', ['identity_card', 'passport', 'driving_licence']],
    ['eea', ['identity_card', 'passport']],
    ['other', ['passport']],
  ])('of %s: %j', (citizenship, accepted) => {
    for (const type of ['identity_card', 'passport', 'driving_licence']) {
      const faults = faultsOf({ citizenship, document_type: type, issued: '2015-06-30' })
      expect([type, faults]).toEqual([type, accepted.includes(type) ? [] : ['document_type: document_not_accepted']])
    }
  })

  test('a driving licence is a card only since 2001: not one issued the day before', () => {
    const issued = (day: string) => faultsOf({ document_type: 'driving_licence', issued: day })
    expect(issued('2001-01-01')).toEqual([])
    expect(issued('2000. 12. 31.')).toEqual(['issued: not_a_card'])
    expect(issued('')).toEqual(['issued: issued'])
    expect(issued('2015-02-30')).toEqual(['issued: issued'])
  })

  test('Hungarian citizens show their address card as well', () => {
    expect(faultsOf({ address_card: '' })).toEqual(['address_card: address_card'])
    expect(faultsOf({ citizenship: 'eea', address_card: '' })).toEqual([])
  })

  test('all faults are told at once, and the number is kept as it stands', () => {
    expect(readDocument({}).faults.map(({ field }) => field)).toEqual([
      'citizenship',
      'document_type',
      'document_number',
    ])
    expect(readDocument({ ...card, document_number: ' 123456 ab ' }).document?.number).toBe('123456 AB')
  })
})
