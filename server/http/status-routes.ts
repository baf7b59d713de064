import type { FastifyInstance } from 'fastify';
import { AppError } from '../../shared/errors.ts';
import { buildOpenApi } from './openapi.ts';
import type { Route } from './route.ts';

interface StatusSettings {
  readonly routes: readonly Route[];
  readonly publicUrl: string;
  readonly isReady: () => Promise<boolean>;
}

const jsonType = 'application/json; charset=utf-8';

/** `/api/health` (the process lives), `/api/ready` (it can serve) and `/api/openapi.json`, open to all. */
export function serveStatus(app: FastifyInstance, settings: StatusSettings): void {
  app.get('/api/health', (_request, reply) => reply.header('content-type', jsonType).send('{"status":"ok"}'));
  app.get('/api/ready', async (_request, reply) => {
    if (!(await settings.isReady())) throw new AppError(503, 'unavailable');
    return reply.header('content-type', jsonType).send('{"status":"ready"}');
  });
  let description: string | undefined;
  app.get('/api/openapi.json', (_request, reply) => {
    description ??= JSON.stringify(buildOpenApi(settings.routes, settings.publicUrl));
    return reply.header('content-type', jsonType).header('cache-control', 'no-cache').send(description);
  });
}
