/** Wires the pages on which accounts begin, and on which they are opened again by a mailed code. */
import { readFile } from 'node:fs/promises'
import type Router from '@koa/router'
import type { Config } from '../config.ts'
import { registrationCard } from '../factors/index.ts'
import type { FormTokens } from '../http/csrf.ts'
import type { Tasks } from '../jobs/runner.ts'
import type { Outbox } from '../mail/outbox.ts'
import type { RegistrationDependencies } from '../registration/dependencies.ts'
import { forgottenTasks } from '../registration/forgotten.ts'
import { createSimulatedIdCards } from '../registration/id-cards/simulated.ts'
import { createRegistrationRouter } from '../registration/routes.ts'
import { isAuthority } from '../system/signatures/path.ts'
import type { Core, Surroundings } from './core.ts'
import { createLostApp } from './lost-app.ts'
import { createRecoveryPages } from './recoveries.ts'

interface RegistrationParts extends Pick<RegistrationDependencies, 'turns'> {
  readonly config: Config
  readonly core: Core
  readonly surroundings: Surroundings
  readonly outbox: Outbox
  readonly formTokens: FormTokens
}

export function createRegistration({ config, core, surroundings, outbox, ...parts }: RegistrationParts): {
  readonly router: Router
  readonly tasks: Tasks
} {
  const { db, clock } = surroundings
  const { sealing, audit, throttle, passwordHasher, life, pepper } = core
  const isDevelopment = config.profile === 'development'
  const deps: RegistrationDependencies = {
    ...parts,
    db,
    clock,
    sealing,
    audit,
    throttle,
    passwordHasher,
    life,
    issuer: config.issuer,
    lostApp: createLostApp({ core, surroundings, outbox }),
    recovery: createRecoveryPages(config, surroundings, { core, outbox }),
    hashing: core.gate,
    lifePolicy: config.life,
    // Made-up cards prove nothing: production has no register until a real one is wired here
    idCards: isDevelopment ? createSimulatedIdCards({ db, keyed: pepper, sealing }) : null,
    holdCard: (transaction, card) => registrationCard.holdCard(transaction, { keyed: pepper }, card),
    trustedAuthorities: () => authoritiesOf(config),
  }
  return { router: createRegistrationRouter(deps), tasks: forgottenTasks(deps) }
}

/** Those of the settings; in development also its own, which comes to exist when a form is first signed there. */
async function authoritiesOf({ authorities: { trusted, developmentFile } }: Config): Promise<readonly string[]> {
  if (developmentFile === null) return trusted
  const pem = await readFile(developmentFile, 'utf8').catch(() => '')
  return isAuthority(pem) ? [...trusted, pem] : trusted
}
