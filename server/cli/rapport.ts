#!/usr/bin/env node
import { commands } from './commands.ts';
import { runCli } from './run.ts';

process.exitCode = await runCli(process.argv.slice(2), commands, {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
});
