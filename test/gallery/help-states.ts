/** The help pages. */
import { helpIndexPage, helpPage } from '../../views/pages/help.ts'
import { helpTopicIds } from '../../views/texts/help.ts'
import type { HelpLimits } from '../../views/texts/help-topic.ts'
import { aFrame } from './frames.ts'
import type { State } from './state.ts'

/** What the configuration as it is delivered makes of them. */
export const helpFigures: HelpLimits = {
  codeDays: 5,
  codesPerDay: 3,
  windowDays: 60,
  temporaryDays: 30,
  graceDays: 60,
  passwordYears: 2,
  warningDays: [30, 7, 1],
  holdHours: 72,
  closedAfter: 100,
  mailCodeMinutes: 10,
  idleMinutes: 30,
  longestHours: 8,
  sharedMinutes: 10,
  minAge: 14,
  fullAge: 18,
}

const outside = { service: null } as const
const reading = { faulty: false, interaction: false } as const

export const helpStates: readonly State[] = [
  { name: 'help', step: 'info/help', ...reading, render: (l) => helpIndexPage(aFrame(l, outside), helpFigures) },
  ...helpTopicIds.map((id): State => ({
    name: `help-${id}`,
    step: `info/${id}`,
    ...reading,
    render: (l) => helpPage(aFrame(l, outside), { id, limits: helpFigures }),
  })),
]
