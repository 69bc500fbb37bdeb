import { expect, test } from 'vitest'
import { safeHref } from '../../views/safe-href.ts'

test.each(['https://tarhely.example.hu/belepes?a=1', 'http://localhost:3001/', '/', '/help?lang=hu'])(
  '%s may be linked to',
  (href) => {
    expect(safeHref(href)).toBe(href)
  },
)

test.each([
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  ' javascript:alert(1)',
  'java\nscript:alert(1)',
  'data:text/html,x',
  'vbscript:x',
  'file:///etc/passwd',
  '//elsewhere.example',
  '/\\elsewhere.example',
  'tarhely',
  '',
])('%j is not made into a link', (href) => {
  expect(safeHref(href)).toBeNull()
})
