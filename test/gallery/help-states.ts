/** The help pages. */
import { helpLimits } from '../../src/http/help-limits.ts'
import { helpIndexPage, helpPage } from '../../views/pages/help.ts'
import { helpTopicIds } from '../../views/texts/help.ts'
import { aFrame } from './frames.ts'
import type { State } from './state.ts'

export const helpFigures = helpLimits({
  emailCode: 600,
  sessionIdle: 1_800,
  sessionAbsolute: 28_800,
  sharedSessionIdle: 600,
})

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
