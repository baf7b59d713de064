import { AppError } from '../../../shared/errors.ts';
import { createReads } from '../../access-log/create-reads.ts';
import { createKeyContext } from '../../auth/key-context.ts';
import { createLogger } from '../../config/logger.ts';
import { exitCodes, OperatorError } from '../../config/operator-error.ts';
import { readSettings } from '../../config/settings.ts';
import { createFileKeeper } from '../../files/file-keeper.ts';
import { serveStdio } from '../../mcp/serve-stdio.ts';
import { defineCommand } from '../command.ts';

const badKey = new OperatorError(
  exitCodes.noPermission,
  'The API key in RAPPORT_API_KEY is not, or no longer, good. Settings, API keys makes one.',
);

export default defineCommand({
  name: 'mcp',
  summary: 'Serve an assistant over stdio, in the name of the API key in RAPPORT_API_KEY.',
  async run({ open, output }) {
    const { RAPPORT_API_KEY: key } = process.env;
    if (!key) {
      throw new OperatorError(
        exitCodes.usage,
        'Put an API key into RAPPORT_API_KEY. Settings, API keys makes one, and so does: rapport apikey create',
      );
    }
    await open(async ({ database, registry }) => {
      const log = createLogger('error', (line) => void process.stderr.write(line));
      const reads = createReads(registry, log);
      const files = createFileKeeper(readSettings());
      const findContext = createKeyContext({ database, registry, files, reads }, key);
      await findContext().catch((error: unknown) => {
        throw error instanceof AppError && error.status === 401 ? badKey : error;
      });
      output.progress('Listening on standard input');
      const onFailure = (error: unknown) =>
        output.progress(error instanceof Error ? String(error.stack) : String(error));
      try {
        await serveStdio({ findContext, input: process.stdin, output: process.stdout, onFailure });
      } finally {
        await reads.close();
      }
    });
    return undefined;
  },
});
