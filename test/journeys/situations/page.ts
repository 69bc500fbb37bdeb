/** `docs/situations.md`, made from the rows that the journeys walk. */
import { format } from 'prettier'
import { errorWords, isErrorCode } from '../../../views/texts/errors.ts'
import type { Chapter, Situation } from './situation.ts'

export function pageOf(chapters: readonly Chapter[]): Promise<string> {
  const page = [INTRODUCTION, ...chapters.map(tableOf), codesOf(chapters)].join('\n\n')
  return format(page, { parser: 'markdown', printWidth: 120 })
}

const INTRODUCTION = `# What happens when

What a person sees and what their service gets, situation by situation. This page is made from the table that the tests
walk over HTTP (\`test/journeys/situations\`): each row was seen to be so. A page is named by its step (\`data-step\`) or
its error code; every error page names the service, where it is still known, and has one link that leads on. Anna and
Béla use one browser; the last column is what the service has after the person's last answer.`

function tableOf({ title, situations }: Chapter): string {
  const rows = situations.map(({ name, sees, gets }) => `| ${name} | ${wordOf(sees)} | ${wordOf(gets)} |`)
  return [`## ${title}`, '', '| situation | the person sees | the service gets |', '| --- | --- | --- |', ...rows].join(
    '\n',
  )
}

/** Steps, codes and errors are written as they are; words are words. */
function wordOf(text: string): string {
  return /^(no page|nothing|its state|code for .*)$/.test(text) ? text : `\`${text}\``
}

function codesOf(chapters: readonly Chapter[]): string {
  const codes = chapters.flatMap(({ situations }) => situations.map(({ sees }: Situation) => sees)).filter(isErrorCode)
  const rows = [...new Set(codes)]
    .toSorted()
    .map((code) => `| \`${code}\` | ${errorWords('en', code).message} | ${errorWords('en', code).advice} |`)
  return ['## What the codes say', '', '| code | message | advice |', '| --- | --- | --- |', ...rows].join('\n')
}
