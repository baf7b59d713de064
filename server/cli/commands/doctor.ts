import { constants } from 'node:fs';
import { access, stat, statfs } from 'node:fs/promises';
import { createLogger } from '../../config/logger.ts';
import { nearestFolder } from '../../config/nearest-folder.ts';
import { exitCodes, OperatorError } from '../../config/operator-error.ts';
import { findSecretOf, secretsIn } from '../../config/secret.ts';
import { readSettings, type Settings } from '../../config/settings.ts';
import { readVersion } from '../../config/version.ts';
import { checkServer } from '../../db/check-server.ts';
import { connectDatabase, type DatabaseSource, isDatabaseThere } from '../../db/connect.ts';
import { openDatabase } from '../../db/open.ts';
import { greet } from '../../mail/hand-over.ts';
import { mailErrorOf } from '../../mail/mail-fault.ts';
import { mailServerOf } from '../../mail/mailer.ts';
import { createRegistry } from '../../metadata/registry.ts';
import { serverModules } from '../../modules.ts';
import { findRelay } from '../../outgoing/mail-relay.ts';
import type { KeptHead } from '../../seals/check-seals.ts';
import { countSealed } from '../../secrets/reseal.ts';
import { listSealedSchemas } from '../../secrets/sealed-columns.ts';
import { defineCommand } from '../command.ts';
import { databaseChecks, examine, type Patient } from '../database-checks.ts';
import { explainError } from '../explain.ts';
import { describeFinding, type Finding, type Outcome, warn } from '../finding.ts';

const GIB = 1024 ** 3;

export default defineCommand({
  name: 'doctor',
  summary: 'Look whether everything Rapport needs is there and in order, and say what is not. Changes nothing.',
  options: {
    head: {
      type: 'string',
      value: '"NUMBER HASH"',
      summary: 'a head of the change log’s chain that was kept elsewhere: say whether it is of this chain',
    },
  },
  async run({ output, values }) {
    const settings = readSettings();
    const head = values.head === undefined ? undefined : readHead(values.head);
    const report = new Report();
    for (const [check, look] of Object.entries(machineChecks)) await report.note(check, () => look(settings));
    await checkDatabase(settings, report, head);
    const { findings, exitCode } = report;
    output.result({ ok: exitCode === undefined, findings }, findings.map(describeFinding).join('\n'));
    return exitCode;
  },
});

/** Gathers findings; the first fault gives the exit code. */
class Report {
  readonly findings: Finding[] = [];
  exitCode: number | undefined;

  /** Whether the check found no fault. */
  async note(check: string, look: () => Promise<Outcome>): Promise<boolean> {
    try {
      const found = await look();
      const [detail, warning] = typeof found === 'string' ? [found, false] : [found.warning, true];
      this.findings.push({ check, ok: true, ...(warning ? { warning } : {}), detail });
      return true;
    } catch (error) {
      const { message, exitCode } = explainError(error);
      this.exitCode ??= exitCode;
      this.findings.push({ check, ok: false, detail: message });
      return false;
    }
  }
}

/** Each answers what it found, or throws what is wrong. */
const machineChecks: Readonly<Record<string, (settings: Settings) => Promise<Outcome>>> = {
  versions: async () => `Rapport ${readVersion()}, Node ${process.version}`,
  settings: async ({ HOST, PORT, PUBLIC_URL }) => `listens on ${HOST}:${PORT}, reached at ${PUBLIC_URL}`,
  data: async ({ DATA_DIR }) => {
    const folder = nearestFolder(DATA_DIR);
    if (!(await stat(folder)).isDirectory()) throw Object.assign(new Error(), { code: 'ENOTDIR', path: folder });
    await access(folder, constants.W_OK);
    return folder === DATA_DIR ? DATA_DIR : `${DATA_DIR}, which the first start makes`;
  },
  disk: async ({ DATA_DIR }) => {
    const { bavail, bsize } = await statfs(nearestFolder(DATA_DIR));
    const free = `${((bavail * bsize) / GIB).toFixed(1)} GiB free where ${DATA_DIR} is`;
    if (bavail * bsize < GIB / 2) throw new OperatorError(exitCodes.diskFull, `Only ${free}: make room.`);
    return free;
  },
  mail: async (settings) => {
    const server = mailServerOf(settings);
    if (!server) return 'no SMTP_HOST; a workspace may name a mail server of its own';
    const where = `${server.host}:${server.port}`;
    try {
      await greet({ server, addresses: await findRelay({ allowance: settings.OUTGOING_ALLOW }, server, true) });
      return `${where} lets us in, for letters from ${server.from.address}`;
    } catch (error) {
      const { code, answer } = mailErrorOf(error);
      return warn(`${where} takes no letters now: ${code}${answer ? ` (${answer})` : ''}`);
    }
  },
};

async function checkDatabase(settings: Settings, report: Report, head: KeptHead | undefined): Promise<void> {
  if (!isDatabaseThere(settings)) {
    await report.note('database', async () => 'none yet: the first start makes it');
    return;
  }
  const log = createLogger('error', (line) => void process.stderr.write(line));
  let source: DatabaseSource | undefined;
  try {
    const reached = await report.note('database', async () => {
      source = await connectDatabase(settings, log);
      const version = await checkServer(source.connection);
      return `PostgreSQL ${Math.floor(version / 10_000)}.${version % 10_000}, ${source.embedded ? 'of Rapport’s own' : 'of DATABASE_URL'}`;
    });
    if (reached && source) await lookInside(settings, source, report, head);
  } finally {
    await source?.stop();
  }
}

async function lookInside(
  settings: Settings,
  { connection }: DatabaseSource,
  report: Report,
  head: KeptHead | undefined,
): Promise<void> {
  const database = await openDatabase({ connection, migrate: false });
  try {
    const found = await examine(database, createRegistry(serverModules));
    const patient = head ? { ...found, head } : found;
    for (const [check, look] of Object.entries(databaseChecks)) await report.note(check, () => look(patient));
    await report.note('secrets', () => checkSecrets(settings, patient));
  } finally {
    await database.close();
  }
}

/** Everything sealed is sealed with the secret in use, and opens. */
async function checkSecrets(settings: Settings, { database, registry, workspaces }: Patient): Promise<Outcome> {
  const secret = findSecretOf(settings);
  if (secret === null) return warn('There is none yet: the first start makes it.');
  const sum = { current: 0, older: 0, lost: 0 };
  for (const { db, columns } of workspaces.length > 0 ? await listSealedSchemas(database, registry) : []) {
    const count = await countSealed(db, columns, secret);
    for (const name of ['current', 'older', 'lost'] as const) sum[name] += count[name];
  }
  if (sum.lost > 0)
    return warn(`${sum.lost} texts are sealed with a secret that is not here: name those passwords again.`);
  if (sum.older > 0 || secretsIn(secret).length > 1)
    return warn(`${sum.older} texts are not sealed with the secret in use yet: rapport secret rotate.`);
  return `${sum.current} texts are sealed with the secret in use`;
}

/** The line that oversight shows. Throws OperatorError for anything else. */
function readHead(text: string): KeptHead {
  const [, number, hash] = /^\s*(\d{1,18})\s+([\da-f]{64})\s*$/.exec(text) ?? [];
  if (!number || !hash) throw new OperatorError(exitCodes.usage, 'A head is a number and 64 hexadecimal digits.');
  return { number, hash };
}
