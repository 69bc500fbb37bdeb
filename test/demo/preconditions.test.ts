import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { refusal } from '../../demo/preconditions.ts'

const start = fileURLToPath(new URL('../../demo/start.ts', import.meta.url))

describe('the demonstration', () => {
  test.each(['KAPU_PROFILE', 'NODE_ENV'])('refuses to start with %s=production, in one line', (variable) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [start], {
      env: { ...process.env, [variable]: 'production' },
      encoding: 'utf8',
    })
    expect(status).toBe(1)
    expect(stdout).toBe('')
    expect(stderr.trimEnd().split('\n')).toEqual([expect.stringContaining(`${variable}=production`)])
  })

  test.each([
    ['20.20.2', false],
    ['24.11.9', false],
    ['24.12.0', true],
    ['24.21.0', true],
    ['26.0.0', true],
  ])('on Node %s: %s', (version, runs) => {
    const reason = refusal({}, version)
    expect(reason === null).toBe(runs)
    if (!runs) expect(reason).toContain('npm ci')
  })
})
