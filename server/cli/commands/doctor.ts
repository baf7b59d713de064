import { constants } from 'node:fs';
import { access, mkdir, statfs } from 'node:fs/promises';
import { createLogger } from '../../config/logger.ts';
import { exitCodes, OperatorError } from '../../config/operator-error.ts';
import { readSettings, type Settings } from '../../config/settings.ts';
import { checkServer } from '../../db/check-server.ts';
import { connectDatabase } from '../../db/connect.ts';
import { defineCommand } from '../command.ts';
import { explainError } from '../explain.ts';

interface Finding {
  readonly check: string;
  readonly ok: boolean;
  readonly detail: string;
}

const GIB = 1024 ** 3;

export default defineCommand({
  name: 'doctor',
  summary: 'Look whether everything Rapport needs is there, and say what is not.',
  async run({ output }) {
    const settings = readSettings();
    const findings: Finding[] = [];
    let exitCode: number | undefined;
    for (const [check, look] of Object.entries(checks)) {
      try {
        findings.push({ check, ok: true, detail: await look(settings) });
      } catch (error) {
        const { message, exitCode: code } = explainError(error);
        exitCode ??= code;
        findings.push({ check, ok: false, detail: message });
      }
    }
    const lines = findings.map(({ check, ok, detail }) => `${ok ? 'ok   ' : 'FAULT'} ${check.padEnd(10)} ${detail}`);
    output.result({ ok: exitCode === undefined, findings }, lines.join('\n'));
    return exitCode;
  },
});

/** Each answers what it found, or throws what is wrong. */
const checks: Record<string, (settings: Settings) => Promise<string>> = {
  node: async () => process.version,
  settings: async ({ HOST, PORT, PUBLIC_URL }) => `listens on ${HOST}:${PORT}, reached at ${PUBLIC_URL}`,
  data: async ({ DATA_DIR }) => {
    await mkdir(DATA_DIR, { recursive: true });
    await access(DATA_DIR, constants.W_OK);
    return DATA_DIR;
  },
  disk: async ({ DATA_DIR }) => {
    const { bavail, bsize } = await statfs(DATA_DIR);
    const free = `${((bavail * bsize) / GIB).toFixed(1)} GiB free where ${DATA_DIR} is`;
    if (bavail * bsize < GIB / 2) throw new OperatorError(exitCodes.diskFull, `Only ${free}: make room.`);
    return free;
  },
  database: async (settings) => {
    const source = await connectDatabase(
      settings,
      createLogger('error', (line) => void process.stderr.write(line)),
    );
    try {
      const version = await checkServer(source.connection);
      return `PostgreSQL ${Math.floor(version / 10_000)}.${version % 10_000}, ${source.embedded ? 'of Rapport’s own' : 'of DATABASE_URL'}`;
    } finally {
      await source.stop();
    }
  },
};
