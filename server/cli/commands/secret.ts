import { createLogger } from '../../config/logger.ts';
import { exitCodes, OperatorError } from '../../config/operator-error.ts';
import { newSecret, saveSecret, secretOf, secretsIn } from '../../config/secret.ts';
import { readSettings, type Settings } from '../../config/settings.ts';
import { connectDatabase } from '../../db/connect.ts';
import type { Database } from '../../db/database.ts';
import { openDatabase } from '../../db/open.ts';
import { isWorkerAlive } from '../../jobs/worker-presence.ts';
import { createRegistry } from '../../metadata/registry.ts';
import { serverModules } from '../../modules.ts';
import { resealAll, type SealedCount } from '../../secrets/reseal.ts';
import { listSealedSchemas } from '../../secrets/sealed-columns.ts';
import { changingSecret } from '../../secrets/secret-lock.ts';
import { defineCommand, type Output } from '../command.ts';

export default defineCommand({
  name: 'secret rotate',
  summary:
    'Put a new secret in place of the one there is, and seal anew what was sealed with it. The server must not run; cut short, it is gone on with by saying it again.',
  async run({ output }) {
    const settings = readSettings();
    const log = createLogger('warn', (line) => void process.stderr.write(line));
    const source = await connectDatabase(settings, log, { exclusive: true });
    try {
      const database = await openDatabase({ connection: source.connection, migrate: false });
      try {
        const done = await changingSecret(source.connection, () => rotate(settings, database, output));
        output.result(done, describe(settings, done));
        return undefined;
      } finally {
        await database.close();
      }
    } finally {
      await source.stop();
    }
  },
});

async function rotate(settings: Settings, database: Database, output: Output): Promise<SealedCount> {
  if (await isWorkerAlive(database.control))
    throw new OperatorError(exitCodes.busy, 'A Rapport runs on this database: stop it, and start it again afterwards.');
  const secret = nextSecret(settings, output);
  let [current, older, lost] = [0, 0, 0];
  for (const { name, db, columns } of await listSealedSchemas(database, createRegistry(serverModules))) {
    output.progress(`Sealing ${name} anew ...`);
    const done = await resealAll(db, columns, secret);
    current += done.current;
    older += done.older;
    lost += done.lost;
  }
  // Only now: until here the older ones open what is not sealed anew yet.
  if (!settings.SECRET) saveSecret(settings.DATA_DIR, secretsIn(secret)[0]);
  return { current, older, lost };
}

/** The secrets to go on with: a new one before those there are; the same where a pass was cut short. */
function nextSecret(settings: Settings, output: Output): string {
  const there = secretOf(settings);
  if (secretsIn(there).length > 1) {
    output.progress('Going on: some may be sealed with an older secret still.');
    return there;
  }
  if (settings.SECRET)
    throw new OperatorError(
      exitCodes.configuration,
      'SECRET comes from the environment: set SECRET to a new one and SECRET_OLD to the one it was, then say this again.',
    );
  const next = `${newSecret()}\n${there}`;
  saveSecret(settings.DATA_DIR, next);
  return next;
}

function describe(settings: Settings, { current, older, lost }: SealedCount): string {
  const unread = lost > 0 ? ` ${lost} could be opened by none of the secrets: name those passwords again.` : '';
  const last = settings.SECRET ? 'Take SECRET_OLD out of the environment.' : 'The old secret is forgotten.';
  return `Sealed ${older} anew, ${current} were already.${unread} ${last} Everybody signs in again.`;
}
