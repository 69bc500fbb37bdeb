/** Chromium for the tests that need a real browser. */
import { existsSync } from 'node:fs'
import { chromium } from 'playwright-core'
import type { Browser } from 'playwright-core'

/** Debian's packages. The one without a window of its own does the same pages with little more than half the work. */
const SHELL = '/usr/bin/chromium-headless-shell'
const executablePath = existsSync(SHELL) ? SHELL : '/usr/bin/chromium'

/**
 * Whether browser tests can run here; says plainly when they cannot. With `KAPU_NO_SKIP=1` a missing browser is a
 * fault instead, so that a build which means to run them cannot pass without.
 */
export function chromiumIsHere(): boolean {
  if (existsSync(executablePath)) return true
  if (process.env['KAPU_NO_SKIP'] === '1')
    throw new Error(`${executablePath} is missing and KAPU_NO_SKIP=1 forbids skipping`)
  console.log(`skipped: browser tests need ${SHELL} (apt-get install chromium-headless-shell)`)
  return false
}

/** Starts a browser that calls nobody by itself; the caller closes it. */
export async function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}
