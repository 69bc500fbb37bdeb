import { Command } from 'commander'

/** `kapu serve`: runs the identity provider until it is told to stop. The server itself is handed over. */
export function serveCommand(serve: () => Promise<void>): Command {
  return new Command('serve')
    .description('Run the identity provider (profile production, unless KAPU_PROFILE=development)')
    .addHelpText('after', '\nExamples:\n  $ kapu serve\n  $ KAPU_PROFILE=development kapu serve')
    .action(serve)
}
