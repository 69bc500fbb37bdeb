import { toldBy } from '../presentation.ts'
import { parseRequestLink } from '../request.ts'
import { offerCamera } from './camera.ts'
import type { Device } from './keep.ts'
import { showEnding } from './outcome.ts'
import { fill, onSend, show, valueOf } from './screen.ts'

/** The phone's first page: whose it is, and the way to a request. */
export async function showHome({ credential }: Device): Promise<void> {
  const screen = show('home')
  const { family_name: familyName, given_name: givenName } = toldBy(credential ?? '')
  fill(screen, 'holder', `${familyName} ${givenName}`)
  onSend(screen, async () => follow(valueOf(screen, 'link')))
  offerCamera(screen, follow)
}

/** A ticket leads to enrolling, a request to what it asks; neither is fetched here. */
function follow(text: string): void {
  const link = parseRequestLink(text)
  if (link !== null) {
    const { clientId, requestUri } = link
    const query = new URLSearchParams({ client_id: clientId, request_uri: requestUri, request_uri_method: 'post' })
    location.assign(`/open?${query}`)
  } else if (URL.canParse(text) && new URL(text).searchParams.has('token')) {
    location.assign(`/enrol#${encodeURIComponent(text)}`)
  } else {
    showEnding({ outcome: 'not_a_request' })
  }
}
