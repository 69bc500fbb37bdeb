import type { AdapterPayload } from 'oidc-provider'
import type { Sealing } from '../../system/sealing.ts'

/**
 * The payload as it is stored: without the artefact's own id and without the session's cookie, either of which would
 * let a reader of the database act with it; and sealed to this row, so that rows cannot be swapped.
 */
export function sealPayload(sealing: Sealing, model: string, id: Buffer, payload: AdapterPayload): Promise<string> {
  const { jti: _jti, ...rest } = payload
  if (rest.session !== undefined) {
    const { cookie: _cookie, ...session } = rest.session
    return sealing.seal(contextOf(model, id), JSON.stringify({ ...rest, session }))
  }
  return sealing.seal(contextOf(model, id), JSON.stringify(rest))
}

export async function openPayload(
  sealing: Sealing,
  model: string,
  id: Buffer,
  sealed: string,
): Promise<AdapterPayload> {
  const payload: AdapterPayload = JSON.parse(await sealing.open(contextOf(model, id), sealed))
  return payload
}

function contextOf(model: string, id: Buffer): string {
  return `oidc:${model}:${id.toString('hex')}`
}
