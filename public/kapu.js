// Small comforts; every page works whole without them. Words come from the page, in its language.

document.querySelector('form[data-send]')?.requestSubmit()
addEventListener('load', () => {
  for (const button of document.querySelectorAll('[data-press] .primary')) button.form.requestSubmit(button)
})

function button(label, press) {
  const element = document.createElement('button')
  element.type = 'button'
  element.className = 'button secondary extra'
  element.textContent = label
  element.addEventListener('click', () => press(element))
  return element
}

for (const input of document.querySelectorAll('input[data-show]')) {
  const { show, hide, toggles } = input.dataset
  const row = document.createElement('div')
  row.className = 'with-button'
  input.before(row)
  const toggle = button(show, () => {
    const visible = input.type === 'text'
    input.type = visible ? 'password' : 'text'
    toggle.textContent = visible ? show : hide
    toggle.setAttribute('aria-label', `${toggle.textContent}: ${toggles}`)
  })
  toggle.setAttribute('aria-label', `${show}: ${toggles}`)
  row.append(input, toggle)
  // A password must leave as a password, or browsers remember it as plain text.
  input.form?.addEventListener('submit', () => {
    input.type = 'password'
  })
}

for (const secret of document.querySelectorAll('[data-copy]')) {
  const { copy, copied, print } = secret.dataset
  const text = secret.querySelector('.code')?.textContent ?? ''
  if (navigator.clipboard) {
    const status = document.createElement('span')
    status.className = 'hidden'
    status.setAttribute('role', 'status')
    secret.append(
      button(copy, async (element) => {
        await navigator.clipboard.writeText(text.replace(/\s/g, ''))
        element.textContent = copied
        status.textContent = copied
      }),
      status,
    )
  }
  if (print) secret.append(button(print, () => window.print()))
}

// A form is sent once, however often its button is pressed; after a while it may be tried again.
for (const form of document.querySelectorAll('form#step')) {
  let sentAt = 0
  form.addEventListener('submit', (event) => {
    if (Date.now() - sentAt < 5000) event.preventDefault()
    else sentAt = Date.now()
  })
}

// The end of the page is said aloud two and a half minutes before it comes, and again after each time it is put off.
const home = /^\/interaction\/[\w-]+/.exec(location.pathname)?.[0]
for (const notice of document.querySelectorAll('[data-seconds-left]')) {
  const status = notice.querySelector('[role=status]')
  const button = notice.querySelector('button')
  let { warning } = notice.dataset
  let end
  let timer
  runFor(Number(notice.dataset.secondsLeft))

  function runFor(secondsLeft) {
    end = Date.now() + secondsLeft * 1000
    clearInterval(timer)
    timer = setInterval(warn, 5000)
    warn()
  }

  function warn() {
    if (end - Date.now() > 150_000) return
    clearInterval(timer)
    say(warning)
  }

  function say(words) {
    const text = document.createElement('p')
    text.className = 'note'
    text.textContent = words
    status.replaceChildren(text)
  }

  async function ask() {
    const body = new URLSearchParams({ csrf: button.form.elements.namedItem('csrf').value })
    const answer = await fetch(`${home}/extend`, { method: 'POST', body })
    if (!answer.ok) throw new Error(answer.statusText)
    const { seconds_left: secondsLeft, until, warning: later, more } = await answer.json()
    warning = later
    notice.querySelector('p').textContent = until
    say(until)
    runFor(secondsLeft)
    if (!more) button.remove()
  }

  // What was typed stays where it is; where this way fails, the form goes the plain one.
  let failed = home === undefined
  button?.addEventListener('click', (event) => {
    if (failed) return
    event.preventDefault()
    ask().catch(() => {
      failed = true
      button.click()
    })
  })
}

// When this tab is looked at again, a sign-in in another one may have answered what it asks: then it goes on.
if (home !== undefined && document.querySelector('form#step') !== null) {
  let asking = false

  async function goOn() {
    if (asking || document.hidden) return
    asking = true
    try {
      const answer = await fetch(`${home}/state`)
      const over = answer.status >= 400 && answer.status < 500
      const { goes_on: goesOn, page } = answer.ok ? await answer.json() : { goes_on: over, page: null }
      if (goesOn && page !== location.pathname) location.replace(home)
    } catch {
      // Nobody answers: the page stays as it is
    } finally {
      asking = false
    }
  }

  addEventListener('focus', () => void goOn())
  addEventListener('pageshow', ({ persisted }) => void (persisted && goOn()))
  document.addEventListener('visibilitychange', () => void goOn())
}

// A wallet answers elsewhere: the server says so as soon as it knows, and the page is asked for again.
for (const status of document.querySelectorAll('[data-status]')) {
  const events = new EventSource(status.dataset.status)
  const again = () => location.replace(document.getElementById('step').getAttribute('action'))
  events.addEventListener('status', ({ data }) => {
    if (data === 'scanned') status.textContent = status.dataset.scanned
    if (data === 'pending' || data === 'scanned') return
    events.close()
    again()
  })
  // Too many listen already, or the network is away: from then on the page looks for itself
  events.addEventListener('error', () => {
    if (events.readyState === EventSource.CLOSED) setTimeout(again, 5000)
  })
  addEventListener('pagehide', () => events.close())
}

// A passkey: the form leaves when the browser has its answer. Bytes travel as base64url (WebAuthn §5.1).
const passkey = document.querySelector('input[data-passkey]')
if (passkey !== null) {
  const status = document.querySelector('.passkey-status')
  const toBytes = (text) =>
    Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (letter) => letter.charCodeAt(0))
  const toText = (bytes) =>
    btoa(String.fromCharCode(...new Uint8Array(bytes)))
      .replace(/\+/g, '-')
      .replace(/\//g, '_')
      .replace(/=+$/, '')

  function options() {
    const asked = JSON.parse(passkey.dataset.options)
    for (const list of [asked.allowCredentials, asked.excludeCredentials])
      for (const credential of list ?? []) credential.id = toBytes(credential.id)
    if (asked.user) asked.user.id = toBytes(asked.user.id)
    return { publicKey: { ...asked, challenge: toBytes(asked.challenge) } }
  }

  function written({ id, rawId, type, response }) {
    const parts = ['clientDataJSON', 'authenticatorData', 'signature', 'userHandle', 'attestationObject']
    const given = parts.filter((part) => response[part]).map((part) => [part, toText(response[part])])
    return JSON.stringify({
      id,
      rawId: toText(rawId),
      type,
      response: Object.fromEntries(given),
      clientExtensionResults: {},
    })
  }

  function tell(words) {
    const text = document.createElement('p')
    text.className = 'note'
    text.textContent = words
    status.replaceChildren(text)
  }

  passkey.form.addEventListener(
    'submit',
    (event) => {
      if (passkey.value !== '' || event.submitter?.value !== 'continue') return
      event.preventDefault()
      event.stopImmediatePropagation()
      if (!navigator.credentials || !window.PublicKeyCredential) return tell(status.dataset.missing)
      navigator.credentials[passkey.dataset.passkey](options())
        .then((credential) => {
          passkey.value = written(credential)
          passkey.form.requestSubmit(event.submitter)
        })
        .catch(() => tell(status.dataset.failed))
    },
    true,
  )
}
