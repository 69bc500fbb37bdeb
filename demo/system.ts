/** The whole system on this machine: the identity provider, two services, the DÁP simulator and the mail catcher. */
import { createServer } from 'node:net'
import data from './demo-data.json' with { type: 'json' }
import { startIdentityProvider } from './identity-provider.ts'
import { startMailCatcher } from './mail-catcher.ts'
import { startMailbox } from './mailbox.ts'
import { dataDirectory, demoAuthority } from './sign-form.ts'
import { startTaxOffice } from './tax-office.ts'
import { accessCertificate } from './wallet/access-certificate.ts'
import { pidIssuer } from './wallet/pid-issuer.ts'
import { startWallet, type WalletOptions } from './wallet/server.ts'
import { portError } from './web.ts'

/** Fixed, because redirect URIs are exact and scripts rely on them. */
const ports = { identityProvider: 3000, mailbox: 3001, taxOffice: 3002, wallet: 3010, mails: 3025, smtp: 2525 } as const

export interface RunningSystem {
  /** What people need to know to use it. */
  readonly guide: string
  /** Resolves with words for what happened when a part of it died by itself. */
  readonly broken: Promise<string>
  stop(): Promise<void>
}

/** Starts everything, or nothing: where a part fails, what had started is stopped. */
export async function startSystem(options: { verbose: boolean; signal: AbortSignal }): Promise<RunningSystem> {
  const started: (() => Promise<void>)[] = []
  const stop = async (): Promise<void> => {
    await Promise.all(started.splice(0).map((stopPart) => stopPart()))
  }
  try {
    await assertFree(ports.identityProvider)
    const issuer = `http://localhost:${ports.identityProvider}`
    const mails = await startMailCatcher({ port: ports.mails, smtpPort: ports.smtp })
    started.push(mails.close)
    const mailbox = await startMailbox({ issuer, port: ports.mailbox, ...client('mailbox') })
    started.push(mailbox.close)
    const taxOffice = await startTaxOffice({ issuer, port: ports.taxOffice, ...client('tax-office') })
    started.push(taxOffice.close)
    // From the beginning, so that registering by signature is open
    demoAuthority(dataDirectory())
    const wallet = await startWallet({ issuer, port: ports.wallet, persons: data.persons, ...whoIsTrusted() })
    started.push(wallet.close)
    const provider = startIdentityProvider({
      port: ports.identityProvider,
      smtpPort: ports.smtp,
      verbose: options.verbose,
    })
    started.push(provider.stop)
    await Promise.race([provider.ready, aborted(options.signal)])
    const services = { mailbox: mailbox.origin, taxOffice: taxOffice.origin, wallet: wallet.origin }
    const guide = guideTo({ issuer, ...services, mails: mails.origin })
    return { guide, broken: provider.ended, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Else a provider that runs already would answer for the one that cannot start. */
async function assertFree(port: number): Promise<void> {
  const probe = createServer()
  await new Promise<void>((resolve, reject) => {
    probe.once('error', (error: NodeJS.ErrnoException) => reject(portError(error, port)))
    probe.listen(port, '127.0.0.1', resolve)
  })
  await new Promise((resolve) => probe.close(resolve))
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    if (signal.aborted) reject(new Error('stopped'))
    signal.addEventListener('abort', () => reject(new Error('stopped')), { once: true })
  })
}

/** Whom the phone and the identity provider believe: made before the provider reads them. */
function whoIsTrusted(): Pick<WalletOptions, 'pidIssuer' | 'accessAuthority'> {
  const { authority } = accessCertificate(dataDirectory())
  return { pidIssuer: pidIssuer(dataDirectory()), accessAuthority: authority.certificate.toString() }
}

function client(id: string): { clientId: string; clientSecret: string } {
  const found = data.clients.find(({ client_id }) => client_id === id)
  if (found === undefined) throw new Error(`demo-data.json has no client ${id}`)
  return { clientId: found.client_id, clientSecret: found.client_secret }
}

function guideTo(at: Readonly<Record<'issuer' | 'mailbox' | 'taxOffice' | 'wallet' | 'mails', string>>): string {
  const [card] = data.id_cards
  const uri = `otpauth://totp/Kapu:demoapp?secret=${data.totp_secret}&issuer=Kapu`
  return `
Kapu is ready. This is a demonstration on this machine alone: no mail leaves it, no data are real.

  Citizens Mailbox    ${at.mailbox}   <- start here
  Tax Office          ${at.taxOffice}
  DÁP simulator       ${at.wallet}   (a phone: add it in My data, then sign in with it)
  Mail catcher        ${at.mails}   (SMTP on localhost:${ports.smtp})
  Identity provider   ${at.issuer}

  Accounts, all with the password ${data.password}
  demoapp             password + authenticator app; its key is ${data.totp_secret}
                      ${uri}
  demoemail           password + code by e-mail; read it at ${at.mails}
  demopassword        password only; is led through setting up an app, after a code by e-mail

  Own pages
  My data             ${at.issuer}/fiok
  Registration        ${at.issuer}/regisztracio
                      by eID card: ${card?.card_number ?? ''} with the code ${card?.registration_code ?? ''}
                      by signature: node demo/sign-form.ts <downloaded form> makes what to upload
  Office desk         ${at.issuer}/ugyintezo
                      as demoregistrar (clerk) or demosupervisor; password and app key as demoapp
  Time travel         KAPU_PROFILE=development npx kapu clock advance P5D   (then: clock reset)

Ctrl-C stops everything.
`
}
