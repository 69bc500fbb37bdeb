/** `npm run pages`: draws every page in every state, in both languages, into `./gallery`; open `gallery/index.html`. */
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { html } from 'ghtml'
import { languages, states } from './states.ts'

const folder = new URL('../../gallery/', import.meta.url)

rmSync(folder, { recursive: true, force: true })
mkdirSync(folder)
cpSync(new URL('../../public/', import.meta.url), new URL('assets/', folder), { recursive: true })
for (const language of languages) {
  mkdirSync(new URL(`${language}/`, folder))
  for (const state of states)
    writeFileSync(new URL(`${language}/${state.name}.html`, folder), localised(state.render(language)))
}
writeFileSync(new URL('index.html', folder), index())
console.log(`${states.length * languages.length} pages drawn; open gallery/index.html`)

/** A page on disk finds its assets beside it; a module script does not load from disk, a plain one does. */
function localised(page: string): string {
  return page.replaceAll('"/assets/', '"../assets/')
}

function index(): string {
  const rows = states.map(
    (state) =>
      html`<section id="${state.name}">
        <h2>${state.name} <small>${state.step}</small></h2>
        !${languages.map(
          (language) =>
            html`<figure>
              <figcaption><a href="${language}/${state.name}.html">${language}</a></figcaption>
              <iframe src="${language}/${state.name}.html" title="${state.name}, ${language}" loading="lazy"></iframe>
            </figure>`,
        )}
      </section>`,
  )
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <title>Kapu: every page in every state</title>
        <style>
          body {
            font:
              1rem/1.4 system-ui,
              sans-serif;
            margin: 2rem;
          }
          nav {
            columns: 16rem;
          }
          section {
            display: flex;
            flex-wrap: wrap;
            gap: 1rem;
            border-top: 1px solid #999;
            padding: 1rem 0;
          }
          h2 {
            width: 100%;
            margin: 0;
          }
          small {
            font-weight: 400;
          }
          figure {
            margin: 0;
          }
          iframe {
            width: 640px;
            height: 800px;
            border: 1px solid #999;
          }
        </style>
      </head>
      <body>
        <h1>Every page in every state</h1>
        <nav>!${states.map((state) => html`<a href="#${state.name}">${state.name}</a><br />`)}</nav>
        !${rows}
      </body>
    </html>`
}
