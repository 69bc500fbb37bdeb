/**
 * Builds everything from the configuration: the only wiring. What a folder needs from another side it is handed here
 * as a function.
 */
import type { RequestListener, Server } from 'node:http'
import { seedDemoData } from './admin/demo/seed.ts'
import { claimInstallation } from './admin/installation/mark.ts'
import type { AddressChanges } from './accounts/address/address-changes.ts'
import { accountIdentity, identificationAddress } from './accounts/account.ts'
import { forgetDevices } from './accounts/known-devices/store.ts'
import { findAccountByUsername, usernameKeyOf } from './accounts/store.ts'
import { createAccountLife } from './accounts/life/create-account-life.ts'
import { seedActive } from './accounts/life/seed-life.ts'
import { usernameKey } from './accounts/username.ts'
import { claimsToShare } from './app/claims-to-share.ts'
import type { Core, Surroundings } from './app/core.ts'
import { createDesk } from './app/desk.ts'
import { createMyData } from './app/my-data.ts'
import { createLostFactors, withRecoveries } from './app/recoveries.ts'
import { createRegistration } from './app/registration.ts'
import { createTurns } from './app/turns.ts'
import { usablePolicy } from './app/usable-policy.ts'
import { createVerifier, walletsOf } from './app/wallets.ts'
import { createAudit } from './audit/record.ts'
import { ownMetadata, secretContext } from './clients/client.ts'
import { OWN_CLIENTS, ownRegistration, registerOwnClients } from './clients/own-clients.ts'
import { validateRegistration } from './clients/registration.ts'
import { findClient, insertClient } from './clients/store.ts'
import type { Config } from './config.ts'
import { answers } from './database/connect.ts'
import { inTransaction } from './database/transaction.ts'
import { accountPassword, createFactors, seedFactors } from './factors/index.ts'
import { relyingPartyOf } from './factors/passkey/relying-party.ts'
import { createFormTokens } from './http/csrf.ts'
import { cookieNames, isSecure } from './http/cookies.ts'
import { edges } from './http/edges.ts'
import { logBrokenConnections } from './http/errors.ts'
import { createHealthRouter } from './http/health.ts'
import { helpLimits } from './http/help-limits.ts'
import { trustProxies } from './http/proxy.ts'
import { createHttpServer } from './http/limits.ts'
import { createOwnPages } from './http/own-pages.ts'
import { createAccountsJob } from './jobs/accounts.ts'
import { followClock } from './jobs/clock/follow.ts'
import { createRecoveriesJob } from './jobs/recoveries.ts'
import { createExpiryJob } from './jobs/expiry.ts'
import type { Job } from './jobs/job.ts'
import { createStatementsJob } from './jobs/statements.ts'
import { createPurgeJob } from './jobs/purge/purge.ts'
import { repeat } from './jobs/repeat.ts'
import { startRunner, type Tasks } from './jobs/runner.ts'
import { startSchedule } from './jobs/schedule.ts'
import { enrolmentNotice } from './mail/enrolment-notice.ts'
import { isMailFailing } from './mail/health.ts'
import { createOutbox } from './mail/outbox.ts'
import { createSmtpTransport } from './mail/transport.ts'
import { mailTasks } from './mail/tasks.ts'
import { birthKeys } from './persons/identity-key.ts'
import { createPerson, erasePerson, openIdentity } from './persons/person.ts'
import { createNoticeBoard, type NoticeBoard } from './notices/board.ts'
import { SCOPE_CLAIMS } from './provider/claims.ts'
import { guardResume } from './provider/guard-resume.ts'
import { rewriteHandOver } from './provider/hand-over.ts'
import { countAuthorizations } from './provider/interactions/store.ts'
import { createPendingRequests } from './provider/interactions/pending-requests.ts'
import { createFirstKeys, loadSigningKeys } from './provider/keys/signing-keys.ts'
import { createLogoutTokens } from './provider/logout-tokens/deliver.ts'
import { createLogoutRouter } from './provider/logout.ts'
import { createProvider } from './provider/provider.ts'
import { endSessionsOf, revokeGrantsOf } from './provider/sessions/end-all.ts'
import { endExpiredSessions } from './provider/sessions/expire.ts'
import { tellApart } from './provider/sessions/tell-apart.ts'
import { createWayBack } from './provider/return-tickets/dead-end.ts'
import { createClientValidator } from './provider/validate-client.ts'
import { createPairwiseSubjects } from './provider/subjects/pairwise.ts'
import { issueSimulatedCard } from './registration/id-cards/simulated.ts'
import { createSignInRouter } from './sign-in/routes.ts'
import type { SignInDependencies } from './sign-in/dependencies.ts'
import { KapuError } from './system/errors.ts'
import { createGate } from './system/gate.ts'
import { createKeyedHash } from './system/hashing.ts'
import { createPasswordHasher } from './system/password-hash.ts'
import { createSealing } from './system/sealing.ts'
import { createThrottle } from './throttle/throttle.ts'
import { createWalletEnrolment } from './wallets/enrolment.ts'
import { createPresentationRouter } from './wallets/presentations/routes.ts'
import { createWalletRouter } from './wallets/routes.ts'

export type { Core, Surroundings }

export interface App extends Core {
  readonly addresses: AddressChanges
  /** What this process knows of methods that fail; somebody has to have it look. */
  readonly notices: NoticeBoard
  /** What the job `statements` does, a batch at a time. */
  sendStatements(): Promise<number>
  readonly listener: RequestListener
  /** What the job runner does for it. */
  readonly tasks: Tasks
  /** What is done by the clock. */
  readonly jobs: readonly Job[]
  /** Ends what browsers are still told: before the server is closed. */
  hangUp(): void
}

export function createCore(config: Config, surroundings: Surroundings): Core {
  const { db, clock, instance } = surroundings
  const { keys, passwordHash, lifetimes, limits } = config
  const sealing = createSealing(keys.sealing)
  const pepper = createKeyedHash(keys.pepper)
  const audit = createAudit({ sealing, keyed: createKeyedHash(keys.audit), instance })
  const { running, queuePerRunning, waitMs } = passwordHash
  const gate = createGate({ running, queue: running * queuePerRunning, waitMs })
  const passwordHasher = createPasswordHasher({ ...passwordHash, pepper, gate })
  const outbox = createOutbox({ sealing, clock })
  const verifier = createVerifier(config, { db, clock }, { sealing, audit })
  const factors = createFactors({
    db,
    sealing,
    keyed: pepper,
    passwordHasher,
    dap: walletsOf(verifier, config, { db }),
    issuerName: 'Ügyfélkapu+',
    relyingParty: relyingPartyOf(config.issuer, 'Ügyfélkapu+'),
    enrolmentLifetime: lifetimes.enrolment,
    codeLifetime: lifetimes.emailCode,
    simulators: config.profile === 'development',
    triesPerCode: limits.code.triesPerCode,
    identificationAddress: (transaction, accountId) => identificationAddress(transaction, sealing, accountId),
    enqueueMail: (transaction, mail) => outbox.enqueueMail(transaction, mail),
    isMailFailing: (now) =>
      isMailFailing(db, now, { longestWait: config.notices.mailWait, failures: config.notices.mailFailures }),
  })
  const register = { sealing, keyed: pepper }
  const throttle = createThrottle({ limits, keyed: pepper, clock })
  const recoveries = createLostFactors(config, surroundings, { sealing, audit, factors, outbox })
  const life = createAccountLife({
    db,
    clock,
    policy: config.life,
    sealing,
    keyed: pepper,
    audit,
    activateUrl: new URL('/aktivalas', config.issuer).href,
    enqueueMail: (transaction, mail) => outbox.enqueueMail(transaction, mail),
    async endAccess(transaction, accountId, ending) {
      await endSessionsOf(transaction, accountId, ending, { clock, audit })
      await revokeGrantsOf(transaction, accountId, ending, { clock, audit })
      if (ending.reason === 'password_changed') await forgetDevices(transaction, accountId)
      if (ending.reason !== 'finalised') await recoveries.overtaken(transaction, accountId, ending.reason)
    },
    async setPassword(transaction, accountId, hash, set) {
      await accountPassword.setPassword(transaction, accountId, hash, set)
      const name = await usernameKeyOf(transaction, accountId)
      if (name !== null) await throttle.forgetFailures(transaction, name)
      await recoveries.overtaken(transaction, accountId, 'password_changed')
    },
    closePassword: accountPassword.closePassword,
    persons: {
      enter: (transaction, identity, how) => createPerson(transaction, identity, { ...register, ...how }),
      erase: (transaction, personId, how) => erasePerson(transaction, personId, { sealing, ...how }),
      birthKeys: (identity) => birthKeys(pepper, identity),
    },
  })
  const policy = usablePolicy(config.policy, factors)
  return { sealing, pepper, audit, gate, throttle, passwordHasher, factors, verifier, policy, life, recoveries }
}

/** The whole application as a listener for an HTTP server. Signing keys are read once, here. */
export async function createApp(config: Config, surroundings: Surroundings): Promise<App> {
  const core = createCore(config, surroundings)
  const { db, clock, logger } = surroundings
  const { sealing, audit, pepper, factors, policy, verifier } = core
  const { issuer, lifetimes } = config
  const names = cookieNames(issuer)
  const subjects = createPairwiseSubjects(db, sealing, createKeyedHash(config.keys.pairwise))
  const lookup = {
    accountOfUsername: async (username: string) => (await findAccountByUsername(db, username))?.id ?? null,
    accountOfSubject: (sub: string, sector: string) => subjects.account(sub, sector),
  }
  const loadIdentity = (accountId: string) =>
    accountIdentity(db, { sealing, openIdentity, now: clock.now() }, accountId)
  const nameOf = async (accountId: string) => {
    const identity = (await loadIdentity(accountId))?.identity
    return identity === undefined ? '' : `${identity.family_name} ${identity.given_name}`
  }

  const provider = createProvider({
    issuer,
    db,
    clock,
    sealing,
    audit,
    logger,
    policy,
    factors,
    jwks: await loadSigningKeys({ db, sealing }),
    cookieKeys: config.keys.cookies,
    cookieNames: names,
    lifetimes,
    subjects,
    outboundAllowLoopback: config.outboundAllowLoopback,
    lookup,
    loadIdentity,
    nameOf,
  })
  const sessions = { db, clock, sealing, audit }
  const deviceCookie = { name: names.device, secure: isSecure(issuer), lifetimeSeconds: lifetimes.knownDevice }
  const requests = createPendingRequests(provider, { ...sessions, lookup, issuer, lifetimes, deviceCookie })
  const outbox = createOutbox({ sealing, clock })
  const formTokens = createFormTokens(pepper)
  const turns = createTurns(surroundings)
  const notices = createNoticeBoard({ ...surroundings, factors })
  const signIn: SignInDependencies = {
    ...sessions,
    logger,
    issuer,
    policy,
    factors,
    requests,
    usernameKey,
    nameOf,
    throttle: core.throttle,
    turns,
    hashing: core.gate,
    sharedIdle: lifetimes.sharedSessionIdle,
    formTokens,
    ...withRecoveries(core, db),
    deviceCookie,
    methodCookie: { ...deviceCookie, name: names.method, keyed: pepper },
    notices,
    async closePassword(transaction, accountId, { address, clientId }) {
      const by = { actor: { type: 'system', id: null }, address, clientId } as const
      await core.life.apply(transaction, accountId, { type: 'close_password' }, by)
    },
    async notifyNewDevice(transaction, accountId, serviceNames) {
      const recipient = await identificationAddress(transaction, sealing, accountId)
      if (recipient === null) return
      const { address: to, language } = recipient
      const props = { serviceName: serviceNames[language], at: clock.now() }
      await outbox.enqueueMail(transaction, { to, language, template: 'new-device', props })
    },
    servicesOf: (sessionUid) => countAuthorizations(db, sessionUid),
    async notifyEnrolled(transaction, accountId, enrolled, serviceName) {
      const recipient = await identificationAddress(transaction, sealing, accountId)
      if (recipient === null) return
      const { address: to, language } = recipient
      const notice = enrolmentNotice(enrolled, { to, language, serviceName })
      if (notice !== null) await outbox.enqueueMail(transaction, notice)
    },
    claimsToShare: (request, accountId, language) =>
      claimsToShare({ clock, loadIdentity }, request, accountId, language),
  }

  const startOf = async (clientId: string): Promise<string | null> => {
    const client = await findClient(db, clientId)
    return client === null ? null : ownMetadata(client).start_uri
  }

  const parts = { config, core, surroundings, provider, outbox, formTokens, loadIdentity, nameOf, notices }
  const { addresses, router: myData, sendStatements } = createMyData(parts)
  await registerOwnClients(
    OWN_CLIENTS.map((place) => ownRegistration(place, issuer)),
    sessions,
  )

  const wallets = createWalletEnrolment({
    ...sessions,
    issuer,
    keyed: pepper,
    recipient: (transaction, accountId) => identificationAddress(transaction, sealing, accountId),
    enqueueMail: (transaction, mail) => outbox.enqueueMail(transaction, mail),
  })
  const registration = createRegistration({ config, core, surroundings, outbox, formTokens, turns })

  trustProxies(provider, config.proxyHops)
  logBrokenConnections(provider, logger)
  for (const edge of edges(config, { logger, wayBack: createWayBack(surroundings) })) provider.use(edge)
  provider.use(createHealthRouter(() => answers(db)).routes())
  if (verifier !== null) provider.use(createPresentationRouter(verifier).routes())
  provider.use(createOwnPages(helpLimits(config)).routes())
  provider.use(rewriteHandOver)
  provider.use(tellApart(names.session, isSecure(issuer)))
  provider.use(guardResume(() => provider, sessions))
  provider.use(createLogoutRouter(names, startOf).routes())
  provider.use(createSignInRouter(signIn).routes())
  provider.use(registration.router.routes())
  provider.use(myData.routes())
  provider.use(createWalletRouter(wallets).routes())
  provider.use(createDesk({ ...parts, addresses, wallets }).routes())
  const logoutTokens = createLogoutTokens(provider, { ...sessions, logger, retries: config.logout.retries })
  const answer = provider.callback()
  return {
    ...core,
    addresses,
    notices,
    sendStatements,
    listener: (request, response) => void answer(request, response),
    tasks: { ...logoutTokens.tasks, ...registration.tasks },
    hangUp: () => verifier?.stop(),
    jobs: [
      createAccountsJob(core.life),
      createRecoveriesJob(core.recoveries),
      createExpiryJob({
        endExpiredSessions: (limit) => endExpiredSessions(limit, sessions),
        resumeLogoutTokens: () => logoutTokens.resume(),
      }),
      createStatementsJob(sendStatements),
      createPurgeJob({ db, clock }),
    ],
  }
}

/** An application with what runs beside it, not yet listening. */
export interface Opened {
  readonly server: Server
  /** Ends what browsers are still told: before the server is closed. */
  hangUp(): void
  /** Ends what was started here; the server is its owner's to close. */
  stop(): Promise<void>
}

/**
 * Opens a migrated database for business: its mark, its keys, the mails that wait in it. Only the development profile
 * makes keys and puts demo data in; production opens no database that this was done to. `url` is the database's.
 */
export async function openApp(config: Config, surroundings: Surroundings, url: string): Promise<Opened> {
  const { db, clock, logger } = surroundings
  await claimInstallation(db, config.profile, clock.now())
  const timeTravel = config.profile === 'development' ? await followClock(db, logger) : null
  const core = createCore(config, surroundings)
  if (config.profile === 'development') {
    await createFirstKeys({ db, clock, ...core })
    await seedDevelopment(config, surroundings, core)
  }
  const app = await createApp(config, surroundings)
  const { smtpUrl, mailFrom } = config
  const transport = smtpUrl === null ? null : createSmtpTransport({ url: smtpUrl, from: mailFrom })
  const { sealing } = core
  const mails = transport === null ? {} : mailTasks({ sealing, transport, logger, clock })
  const runner = await startRunner({ url, logger, tasks: { ...app.tasks, ...mails } })
  const schedule = startSchedule(app.jobs, config.jobs, surroundings)
  const look = { task: 'notices', every: config.notices.every * 1000, logger }
  await app.notices.refresh()
  const notices = repeat(look, () => app.notices.refresh())
  const stop = async (): Promise<void> => {
    await notices.stop()
    await schedule.stop()
    await timeTravel?.stop()
    await runner.stop()
  }
  return { server: createHttpServer(app.listener), hangUp: app.hangUp, stop }
}

/** The sample services and demo accounts of the development profile. */
async function seedDevelopment(config: Config, { db, clock }: Surroundings, core: Core): Promise<void> {
  const { sealing, pepper, audit, passwordHasher } = core
  const validateClient = createClientValidator(config.policy.levels.map(({ acr }) => acr))
  await seedDemoData({
    db,
    clock,
    sealing,
    keyed: pepper,
    audit,
    hashPassword: (password) => passwordHasher.hash(password),
    async holdPassword(transaction, accountId, hash) {
      const now = clock.now()
      await seedFactors.setPassword(transaction, accountId, hash, { setAt: now })
      await seedActive(transaction, accountId, { policy: config.life, now })
    },
    async holdApp(transaction, accountId, secret) {
      await seedFactors.holdApp(transaction, sealing, { accountId, secret, createdAt: clock.now() })
    },
    async holdEmailCode(transaction, accountId) {
      await seedFactors.holdEmailCode(transaction, accountId, clock.now())
    },
    async issueCard(
      transaction,
      { card_number: cardNumber, registration_code: code, issued_on: issuedOn, pin, identity },
    ) {
      await issueSimulatedCard(transaction, { sealing, keyed: pepper }, { cardNumber, code, issuedOn, identity })
      if (pin !== undefined) await seedFactors.issueChip(transaction, { sealing, keyed: pepper }, { cardNumber, pin })
    },
    async registerClient(document, secret) {
      const context = { development: true, acrs: [], factors: [], claims: Object.values(SCOPE_CLAIMS).flat() }
      const judged = await validateRegistration(document, { ...context, validateClient })
      if ('faults' in judged) throw new KapuError('DEMO_DATA', JSON.stringify(judged.faults))
      const secretSealed = await sealing.seal(secretContext(judged.registration.clientId), secret)
      const at = clock.now()
      await inTransaction(db, async (transaction) => {
        if (!(await insertClient(transaction, { ...judged.registration, secretSealed, at }))) return
        const { clientId } = judged.registration
        const actor = { type: 'system', id: null } as const
        await audit.record(transaction, { event: 'client.created', at, outcome: 'success', actor, clientId })
      })
    },
  })
}
