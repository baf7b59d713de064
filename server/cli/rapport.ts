#!/usr/bin/env node
import { commands } from './commands.ts';
import { outliveConsole } from './console.ts';
import { runCli } from './run.ts';

outliveConsole([process.stdout, process.stderr]);
const exitCode = await runCli(process.argv.slice(2), commands, {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
});
// Not left to an empty event loop: what a failed start had opened would keep the process alive.
process.exit(exitCode);
