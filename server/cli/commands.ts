import { serverModules } from '../modules.ts';
import type { Command } from './command.ts';
import { apiKeyCommands } from './commands/apikey.ts';
import backup from './commands/backup.ts';
import client from './commands/client.ts';
import doctor from './commands/doctor.ts';
import domain from './commands/domain.ts';
import mcp from './commands/mcp.ts';
import migrate from './commands/migrate.ts';
import restore from './commands/restore.ts';
import secret from './commands/secret.ts';
import start from './commands/start.ts';
import { userCommands } from './commands/user.ts';
import { workspaceCommands } from './commands/workspace.ts';

/** Every command there is, in the order of the help. */
export const commands: readonly Command[] = [
  start,
  migrate,
  ...userCommands,
  ...workspaceCommands,
  domain,
  ...apiKeyCommands,
  client,
  mcp,
  ...serverModules.flatMap((module) => module.commands ?? []),
  backup,
  restore,
  secret,
  doctor,
];
