#!/usr/bin/env node
import { commands } from './commands.ts';
import { outliveConsole } from './console.ts';
import { endWhenAsked } from './interrupt.ts';
import { runCli } from './run.ts';

outliveConsole([process.stdout, process.stderr]);
const args = process.argv.slice(2);
// The server ends by itself, in its own order.
if (args[0] !== 'start') endWhenAsked();
const exitCode = await runCli(args, commands, {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
});
// Not left to an empty event loop: what a failed start had opened would keep the process alive.
process.exit(exitCode);
