/** Suites share their processes: none leaves its clock to the next. */
import { afterAll, vi } from 'vitest'

afterAll(() => void vi.useRealTimers())
