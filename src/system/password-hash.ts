import { argon2id, hash, needsRehash, verify } from 'argon2'
import { KapuError } from './errors.ts'
import type { Gate } from './gate.ts'
import type { KeyedHash } from './hashing.ts'
import { randomBytes } from './random.ts'

/**
 * Hashes passwords with argon2id, behind the process-wide gate. Stored as `<pepper's key id>:<PHC string>`.
 * Every method throws `BusyError` when the gate is full; none may be called while a database connection is held.
 */
export interface PasswordHasher {
  hash(password: string): Promise<string>
  /** `needsRehash` only where it matches: the parameters or the pepper have changed since. */
  verify(stored: string, password: string): Promise<{ matches: boolean; needsRehash: boolean }>
  /** The same work for a name that belongs to nobody, so that time tells nothing. */
  dummy(password: string): Promise<void>
}

/** Memory in KiB. The numbers are configuration (NIST SP 800-63B-4 §3.1.1.2, OWASP ASVS 5.0 §11.4.2). */
export interface PasswordHashParameters {
  readonly memoryKib: number
  readonly iterations: number
  readonly parallelism: number
}

const SALT_BYTES = 16
const TAG_BYTES = 32

/** The pepper is an HMAC before argon2id: a copy of the database alone cannot be guessed at. */
export function createPasswordHasher(
  deps: PasswordHashParameters & { pepper: Pick<KeyedHash, 'current' | 'mac'>; gate: Gate },
): PasswordHasher {
  const { pepper, gate } = deps
  const cost = { memoryCost: deps.memoryKib, timeCost: deps.iterations, parallelism: deps.parallelism }
  const nobodys = unmatchable(cost)

  return {
    async hash(password) {
      const input = preHash(pepper, pepper.current, password)
      const options = { ...cost, type: argon2id, salt: randomBytes(SALT_BYTES), hashLength: TAG_BYTES } as const
      return `${pepper.current}:${await gate.run(() => hash(input, options))}`
    },
    async verify(stored, password) {
      const separator = stored.indexOf(':')
      const kid = stored.slice(0, Math.max(0, separator))
      const digest = stored.slice(separator + 1)
      const input = preHash(pepper, kid, password)
      const matches = await gate.run(() => verify(digest, input))
      return { matches, needsRehash: matches && (kid !== pepper.current || needsRehash(digest, cost)) }
    },
    async dummy(password) {
      const input = preHash(pepper, pepper.current, password)
      await gate.run(() => verify(nobodys, input))
    },
  }
}

// NFKC: the same password typed on another keyboard is the same password (SP 800-63B-4 §3.1.1.2).
function preHash(pepper: Pick<KeyedHash, 'mac'>, kid: string, password: string): Buffer {
  const input = pepper.mac(kid, 'password', password.normalize('NFKC'))
  // Answering "wrong password" here would lock everybody out without a word: a lost pepper is an operator's fault.
  if (input === null) throw new KapuError('PEPPER_UNKNOWN', `pepper "${kid}" of a stored password is not loaded`)
  return input
}

// A well-formed digest nobody knows an input for: verifying against it costs what a real one costs.
function unmatchable(cost: { memoryCost: number; timeCost: number; parallelism: number }): string {
  const parameters = `m=${cost.memoryCost},t=${cost.timeCost},p=${cost.parallelism}`
  const [salt, tag] = [SALT_BYTES, TAG_BYTES].map((count) => randomBytes(count).toString('base64').replaceAll('=', ''))
  return `$argon2id$v=19$${parameters}$${salt}$${tag}`
}
