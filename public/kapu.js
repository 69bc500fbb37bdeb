// Small comforts; every page works whole without them. Words come from the page, in its language.

document.querySelector('form[data-send]')?.requestSubmit()

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
