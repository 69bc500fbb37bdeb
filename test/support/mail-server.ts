import { once } from 'node:events'
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer } from 'smtp-server'

export interface MailServer {
  readonly url: string
  /** What was taken, in order. */
  readonly mails: Email[]
  /** Answers to the next recipients, in order: 250, 451, 550 …; when they run out, everything is taken. */
  readonly answers: number[]
  /** How many recipients were offered. */
  offered(): number
  close(): Promise<void>
}

/** A real SMTP server on the loopback interface that answers as it is told. */
export async function startMailServer(port = 0): Promise<MailServer> {
  const mails: Email[] = []
  const answers: number[] = []
  let offered = 0
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: 100,
    onRcptTo({ address }, _session, done) {
      offered += 1
      const responseCode = answers.shift() ?? 250
      if (responseCode === 250) done()
      else done(Object.assign(new Error(`<${address}> not now`), { responseCode }))
    },
    onData(stream, _session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        void PostalMime.parse(Buffer.concat(chunks)).then((mail) => {
          mails.push(mail)
          done()
        })
      })
    },
  })
  server.on('error', () => undefined)
  const listener = server.listen(port, '127.0.0.1')
  await once(listener, 'listening')
  const address = listener.address()
  const taken = typeof address === 'object' && address !== null ? address.port : 0
  return {
    url: `smtp://127.0.0.1:${taken}`,
    mails,
    answers,
    offered: () => offered,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
