import { createServer } from 'node:http';
import { openDatabase } from './db/open.ts';
import type { Ground, Services } from './main.ts';

/** Starts all that lives on the database, in the order it is needed; ended in reverse. */
export async function startServices({ settings, connection, log, say }: Ground): Promise<Services> {
  say('Bringing the database up to date ...');
  const database = await openDatabase({ connection, log });
  const server = createServer((request, response) => {
    const alive = request.url === '/api/health';
    response.writeHead(alive ? 200 : 404, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ status: alive ? 'alive' : 'notFound' }));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(settings.PORT, settings.HOST, () => resolve());
  });
  const address = server.address();
  return {
    port: address && typeof address === 'object' ? address.port : settings.PORT,
    stop: async () => {
      await new Promise((resolve) => server.close(resolve));
      await database.close();
    },
  };
}
