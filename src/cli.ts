#!/usr/bin/env node
/** `kapu`: the command line as a process. */
import { text } from 'node:stream/consumers'
import { runCommand } from './command-line.ts'

// `kapu client list | head` closes the pipe early: that is no fault of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1))

process.exitCode = await runCommand(process.argv.slice(2), {
  out: (written) => process.stdout.write(written),
  err: (written) => process.stderr.write(written),
  readStdin: () => text(process.stdin),
})
