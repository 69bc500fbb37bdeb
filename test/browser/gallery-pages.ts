/** The gallery in a real browser: what each page of it is asked. */
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { languages, states } from '../gallery/states.ts'
import { chromiumIsHere, launchChromium } from '../support/chromium.ts'
import { AXE, axeFindings, skeletonOf } from './axe.ts'

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'"
const contentTypes: Readonly<Record<string, string>> = { css: 'text/css', js: 'text/javascript', svg: 'image/svg+xml' }

const drawn = states.flatMap((state) =>
  languages.map((language) => ({ path: `/${language}/${state.name}`, document: state.render(language) })),
)

/** So many pages are looked at beside each other: each on its own takes three times as long. */
const AT_ONCE = 24
const batches = drawn
  .filter((_page, i) => i % AT_ONCE === 0)
  .map((page, i) => ({ from: page.path, paths: drawn.slice(i * AT_ONCE, (i + 1) * AT_ONCE).map(({ path }) => path) }))

/** One page of each kind: one that differs in its words alone has nothing more for axe to find. */
const kinds = [...new Map(drawn.toReversed().map((page) => [skeletonOf(page.document), page])).values()].toReversed()

/** Every page in every state in both languages: axe finds nothing, buttons are high enough, nothing overflows. */
export function checkPages(): void {
  describe.skipIf(!chromiumIsHere())('each page in Chromium', () => {
    let gallery: Gallery
    let browser: Browser
    let page: Page
    const complaints: string[] = []

    beforeAll(async () => {
      ;[gallery, browser] = await Promise.all([openGallery(), launchChromium()])
    })
    afterAll(() => Promise.all([browser.close(), gallery.close()]))
    beforeEach(() => void (complaints.length = 0))

    async function openWindow(): Promise<Page> {
      const opened = await browser.newPage({ viewport: WIDE })
      opened.on('console', (message) => {
        const isComplaint = message.type() === 'error' || message.type() === 'warning'
        if (isComplaint) complaints.push(`${message.location().url}: ${message.text()}`)
      })
      opened.on('pageerror', (error) => complaints.push(error.message))
      return opened
    }

    describe('in every state and language', () => {
      beforeAll(async () => {
        page = await openWindow()
        await page.goto(`${gallery.origin}${FRAMES}`)
      })
      afterAll(() => page.close())

      test.each(batches)('is no wider than 320 px, from $from', async ({ paths }) => {
        const widths = await page.evaluate<number[]>(`widthsOf(${JSON.stringify(paths)}, 320)`)
        expect(paths.filter((_path, i) => widths[i] !== 320)).toEqual([])
        expect(widths).toHaveLength(paths.length)
        expect(complaints).toEqual([])
      })
    })

    describe('of every kind, wide, narrow and dark', () => {
      beforeAll(async () => {
        page = await openWindow()
        await page.addInitScript({ path: AXE })
      })
      afterAll(() => page.close())

      test.each(kinds)('$path', async ({ path }) => {
        await page.setViewportSize(WIDE)
        await page.goto(`${gallery.origin}${path}`)
        expect(await axeFindings(page)).toEqual([])
        await page.setViewportSize({ width: 360, height: 800 })
        expect(await axeFindings(page)).toEqual([])
        expect(await page.evaluate(LOWER_THAN_44)).toEqual([])
        await page.emulateMedia({ colorScheme: 'dark' })
        expect(await axeFindings(page, ['cat.color'])).toEqual([])
        await page.emulateMedia({ colorScheme: 'light' })
        expect(complaints).toEqual([])
      })
    })
  })
}

const WIDE = { width: 1280, height: 800 }

/** A page of this test alone, in which others are framed. */
const FRAMES = '/frames'
const FRAMES_DOCUMENT = `<!doctype html><html lang="en"><title>Frames</title><link rel="icon" href="data:,"><script>
  async function widthsOf(paths, width) {
    const frames = paths.map((src) => Object.assign(document.createElement('iframe'), { src, width, height: 640 }))
    for (const frame of frames) frame.style.border = 0
    const loaded = frames.map((frame) => new Promise((resolve) => frame.addEventListener('load', resolve)))
    document.body.replaceChildren(...frames)
    await Promise.all(loaded)
    return frames.map(({ contentDocument }) => contentDocument.querySelector('main') && contentDocument.documentElement.scrollWidth)
  }
</script><body>`

export interface Gallery {
  readonly origin: string
  close(): Promise<void>
}

/** Serves the gallery's pages under the policy that the product sends, and the public files. */
export async function openGallery(): Promise<Gallery> {
  const server = createServer((request, response) => void answer(request, response))
  server.listen(0, 'localhost')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://localhost:${port}`,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

async function answer({ method, url = '/' }: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname } = new URL(url, 'http://localhost')
  const [, asset = null, kind = ''] = /^\/assets\/([a-z]+\.(css|js|svg))$/.exec(pathname) ?? []
  const page = drawn.find(({ path }) => path === pathname)
  if (pathname === FRAMES) response.writeHead(200, { 'content-type': 'text/html' }).end(FRAMES_DOCUMENT)
  else if (method === 'POST') response.writeHead(204).end()
  else if (asset !== null) {
    response.writeHead(200, { 'content-type': contentTypes[kind] ?? 'text/plain', 'cache-control': 'max-age=3600' })
    response.end(await readFile(new URL(`../../public/${asset}`, import.meta.url)))
  } else if (pathname.startsWith('/dap/allapot/')) {
    // A page that waits for an app is told that nothing has happened
    response.writeHead(200, { 'content-type': 'text/event-stream' }).end('event: status\ndata: pending\n\n')
  } else {
    response.writeHead(page === undefined ? 404 : 200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy,
    })
    response.end(page?.document ?? '')
  }
}

/** What can be pressed and is lower than a finger needs. */
const LOWER_THAN_44 = `[...document.querySelectorAll(
  'button, input:not([type=hidden], [type=checkbox]), .tick, summary, .button')].filter((element) => {
    const { height } = element.getBoundingClientRect()
    return height > 0 && height < 44
  }).map((element) => element.outerHTML)`
