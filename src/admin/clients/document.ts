/** The document of a registration, put together from a file and from options. */
import { readFile } from 'node:fs/promises'
import { type Command, InvalidArgumentError } from 'commander'
import { refused, type Refused } from '../outcome.ts'

export interface DocumentOptions {
  readonly json?: boolean
  readonly file?: string
  readonly name?: string
  readonly nameHu?: string
  readonly nameEn?: string
  readonly publicBody?: boolean
  readonly privateService?: boolean
  readonly redirectUri?: string[]
  readonly postLogoutRedirectUri?: string[]
  readonly scope?: string
  readonly optionalClaim?: string[]
  readonly authentication?: string
  readonly rule?: Record<string, unknown>
}

type Document = Record<string, unknown>

/** The options by which `create` and `update` take a document. There is none for a secret: arguments can be seen. */
export function withDocumentOptions(command: Command): Command {
  return command
    .option('--file <path>', 'JSON document of the client; - reads standard input; options below override it')
    .option('--name <name>', 'name shown on pages in both languages')
    .option('--name-hu <name>', 'name shown on Hungarian pages')
    .option('--name-en <name>', 'name shown on English pages')
    .option('--public-body', 'a public body: people are informed')
    .option('--private-service', 'a private service: people are asked for consent')
    .option('--redirect-uri <uri...>', 'where sign-ins return to, exactly')
    .option('--post-logout-redirect-uri <uri...>', 'where sign-outs return to, exactly')
    .option('--scope <scopes>', 'scopes it may ask for, between spaces')
    .option('--optional-claim <claim...>', 'claims that people may refuse')
    .option('--authentication <method>', 'client_secret_basic, client_secret_post, private_key_jwt or none')
    .option('--rule <name=value...>', 'our own rules, like min_acr=… or single_sign_on=false', collectRule, {})
}

/** The document in the file, or why there is none. */
export async function readDocument(
  { file }: DocumentOptions,
  readStdin: () => Promise<string>,
): Promise<{ document: Document } | Refused> {
  if (file === undefined) return { document: {} }
  try {
    const document: unknown = JSON.parse(file === '-' ? await readStdin() : await readFile(file, 'utf8'))
    return isDocument(document) ? { document } : refused('invalid', `${file} holds no JSON object`)
  } catch (error) {
    return refused(
      'invalid',
      `${file} cannot be read as JSON: ${error instanceof Error ? error.message : String(error)}`,
    )
  }
}

/** What the options say, as a document. */
export function optionsDocument(options: DocumentOptions): Document {
  const [hu, en] = [options.nameHu ?? options.name, options.nameEn ?? options.name]
  const names = { ...(hu !== undefined && { hu }), ...(en !== undefined && { en }) }
  const publicBody = options.publicBody === true ? true : options.privateService === true ? false : undefined
  const all: Document = {
    names: Object.keys(names).length > 0 ? names : undefined,
    public_body: publicBody,
    redirect_uris: options.redirectUri,
    post_logout_redirect_uris: options.postLogoutRedirectUri,
    scope: options.scope,
    optional_claims: options.optionalClaim,
    token_endpoint_auth_method: options.authentication,
    rules: Object.keys(options.rule ?? {}).length > 0 ? options.rule : undefined,
  }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined))
}

/** `over` on `base`: names and rules one by one, everything else whole; null takes a field away. */
export function mergeDocuments(base: Document, over: Document): Document {
  const merged = Object.entries(over).reduce<Document>((document, [field, value]) => {
    const below = document[field]
    const parts = ['names', 'rules'].includes(field) && isDocument(below) && isDocument(value)
    return { ...document, [field]: parts ? { ...below, ...value } : value }
  }, base)
  return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== null))
}

function collectRule(text: string, rules: Record<string, unknown>): Record<string, unknown> {
  const [, name, value] = /^(\w+)=(.*)$/.exec(text) ?? []
  if (name === undefined || value === undefined) throw new InvalidArgumentError('write name=value')
  return { ...rules, [name]: name === 'refused_factors' ? value.split(',').filter(Boolean) : parsed(value) }
}

/** `true`, `false`, `null` and numbers are what they look like; the rest is text. */
function parsed(value: string): unknown {
  return /^(true|false|null|\d+)$/.test(value) ? JSON.parse(value) : value
}

function isDocument(value: unknown): value is Document {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
