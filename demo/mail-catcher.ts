/**
 * Stands in for everybody's mailbox: takes every mail that is sent to it over SMTP, delivers none, and shows them on a
 * page and to scripts (`GET /api/messages`, newest first). In memory only.
 */
import { readFileSync } from 'node:fs'
import type { Readable } from 'node:stream'
import Router from '@koa/router'
import { html } from 'ghtml'
import type Koa from 'koa'
import PostalMime from 'postal-mime'
import { SMTPServer } from 'smtp-server'
import { createApp, once, portError, serve, type Running } from './web.ts'

export interface MailCatcherOptions {
  /** The page's port; 0 takes a free one. */
  readonly port: number
  /** 0 takes a free one. */
  readonly smtpPort: number
}

export interface RunningMailCatcher extends Running {
  readonly smtpPort: number
}

/** A mail as it was received. */
interface CaughtMail {
  /** The envelope's recipients, separated by commas. */
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html: string
  /** When it came, ISO 8601. */
  readonly at: string
}

const MOST_MAILS = 200
const LARGEST_MAIL = 1024 * 1024

/** Starts the SMTP server and the page, both on the loopback interface. */
export async function startMailCatcher(options: MailCatcherOptions): Promise<RunningMailCatcher> {
  const mails: { number: number; mail: CaughtMail }[] = []
  let count = 0
  const smtp = await startSmtp(options.smtpPort, (mail) => {
    count += 1
    mails.unshift({ number: count, mail })
    mails.length = Math.min(mails.length, MOST_MAILS)
  })
  try {
    const page = await serve(options.port, (origin) => createMailPage(origin, () => mails))
    return {
      origin: page.origin,
      smtpPort: smtp.port,
      close: async () => {
        await Promise.all([page.close(), smtp.close()])
      },
    }
  } catch (error) {
    await smtp.close()
    throw error
  }
}

async function startSmtp(
  port: number,
  caught: (mail: CaughtMail) => void,
): Promise<{ port: number; close(): Promise<void> }> {
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    size: LARGEST_MAIL,
    closeTimeout: 500,
    onData(stream, session, done) {
      const to = session.envelope.rcptTo.map(({ address }) => address).join(', ')
      receive(stream, to).then((mail) => {
        if (stream.sizeExceeded) return done(Object.assign(new Error('the mail is too large'), { responseCode: 552 }))
        caught(mail)
        done()
      }, done)
    },
  })
  await new Promise<void>((resolve, reject) => {
    server.on('error', (error: NodeJS.ErrnoException) => reject(portError(error, port)))
    server.listen(port, '127.0.0.1', resolve)
  })
  const address = server.server.address()
  if (address === null || typeof address === 'string') throw new Error('the SMTP server has no port')
  return { port: address.port, close: () => new Promise((resolve) => server.close(() => resolve())) }
}

async function receive(stream: Readable, to: string): Promise<CaughtMail> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(Buffer.from(chunk))
  const mail = await PostalMime.parse(Buffer.concat(chunks))
  return {
    to,
    subject: mail.subject ?? '',
    text: mail.text ?? '',
    html: mail.html ?? '',
    at: new Date().toISOString(),
  }
}

function createMailPage(origin: string, mails: () => readonly { number: number; mail: CaughtMail }[]): Koa {
  // A mail's own styles must show in its frame, which inherits this policy; scripts and outside contents never.
  const app = createApp(
    origin,
    "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src data:; base-uri 'none'; frame-ancestors 'none'; form-action 'none'",
  )
  const router = new Router()
  router.get('/', (ctx) => {
    ctx.body = listPage(mails(), once(ctx.query['refresh']) !== undefined)
  })
  router.get('/messages/:number', (ctx) => {
    const found = mails().find(({ number }) => String(number) === ctx.params['number'])
    if (found !== undefined) ctx.body = mailPage(found.mail)
  })
  router.get('/api/messages', (ctx) => {
    ctx.body = mails().map(({ mail }) => mail)
  })
  router.get('/demo.css', (ctx) => {
    ctx.type = 'css'
    ctx.body = styleSheet
  })
  app.use(router.routes())
  return app
}

const styleSheet = readFileSync(new URL('demo.css', import.meta.url), 'utf8')

/** A page that reloads by itself takes screen readers and readers by surprise: it does so only where asked to. */
function listPage(mails: readonly { number: number; mail: CaughtMail }[], refreshes: boolean): string {
  return layout(
    'Levelek / Mails',
    refreshes ? html`<meta http-equiv="refresh" content="3" />` : '',
    html`<h1>Levelek / Mails</h1>
      <p><a href="/">Frissítés / Refresh</a> · <a href="/?refresh=3">3 másodpercenként / Every 3 seconds</a></p>
      !${mails.length === 0 ? html`<p>Még nem jött levél. / No mail yet.</p>` : ''}
      <dl>
        !${mails.map(
          ({ number, mail }) =>
            html`<dt><time datetime="${mail.at}">${timeText(mail.at)}</time><br />${mail.to}</dt>
              <dd><a href="/messages/${number}">${mail.subject === '' ? '–' : mail.subject}</a></dd>`,
        )}
      </dl>`,
  )
}

function mailPage(mail: CaughtMail): string {
  return layout(
    mail.subject,
    '',
    html`<p><a href="/">← Levelek / Mails</a></p>
      <h1>${mail.subject}</h1>
      <p class="small">${mail.to} · ${timeText(mail.at)}</p>
      <pre>${mail.text}</pre>
      !${
        mail.html === ''
          ? ''
          : html`<h2>HTML</h2>
              <iframe sandbox title="HTML" srcdoc="${mail.html}"></iframe>`
      }`,
  )
}

function layout(title: string, head: string, main: string): string {
  return html`<!doctype html>
    <html lang="hu">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <link rel="stylesheet" href="/demo.css" />
        <link rel="icon" href="data:," />
        !${head}
      </head>
      <body data-service="mails">
        <header>
          <a class="brand" href="/">Levélfogó / Mail catcher</a>
          <p class="demonstration">
            Bemutató rendszer: ezek a levelek senkihez nem jutnak el. / Demonstration system: none of these mails is
            delivered to anybody.
          </p>
        </header>
        <main>!${main}</main>
      </body>
    </html>`
}

function timeText(at: string): string {
  return new Intl.DateTimeFormat('hu', { dateStyle: 'short', timeStyle: 'medium', timeZone: 'Europe/Budapest' }).format(
    new Date(at),
  )
}
