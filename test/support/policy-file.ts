import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The path of a policy like `config/policy.yaml` but for one line; throws where there is no such line. */
function policyWith(line: string, instead: string): string {
  const policy = readFileSync(new URL('../../config/policy.yaml', import.meta.url), 'utf8')
  if (!policy.includes(`${line}\n`)) throw new Error(`no line ${line} in the policy`)
  const path = join(mkdtempSync(join(tmpdir(), 'kapu-policy-')), 'policy.yaml')
  writeFileSync(path, policy.replace(`${line}\n`, `${instead}\n`))
  return path
}

/** Settings of a country that lets a lost factor be taken away after a day. */
export function withWaiting(): { readonly policyFile: string } {
  return { policyFile: policyWith('waiting: null', 'waiting: P1D') }
}
