import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import serveFiles from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { PageTemplate } from './page-template.ts';
import { assetHeaders, pageHeaders } from './security-headers.ts';

/** Serves the built web client: its files as they are, and its page, with a fresh nonce, for every other address; below `/portal/` that of the clients. */
export function serveWeb(app: FastifyInstance, root: string, publicUrl: string): void {
  const page = new PageTemplate(join(root, 'index.html'));
  const portal = new PageTemplate(join(root, 'portal/index.html'));
  const headers = assetHeaders(publicUrl);
  void app.register(serveFiles, {
    root,
    serve: false,
    index: false,
    preCompressed: true,
    dotfiles: 'ignore',
    cacheControl: false,
  });
  app.get<{ Params: { '*': string } }>('/*', async (request, reply) => {
    const path = request.params['*'];
    if (path === 'api' || (path.startsWith('api/') && path !== docsPage)) return reply.callNotFound();
    if (isFile(path)) return reply.headers(headers).header('cache-control', lifetimeOf(path)).sendFile(path);
    const nonce = randomBytes(16).toString('base64url');
    const html = await (path.startsWith('portal/') ? portal : page).render(nonce);
    return reply.headers(pageHeaders(publicUrl, nonce)).header('content-type', 'text/html; charset=utf-8').send(html);
  });
}

/** The one page among the addresses of programs. */
const docsPage = 'api/docs';

/** Pages have no extension; what has one and is not there is missing. */
function isFile(path: string): boolean {
  return path !== 'index.html' && path !== 'portal/index.html' && /\.[a-z0-9]{1,12}$/i.test(path);
}

/** The build names what never changes by its content: `assets/app-B4f91xQz.js`. */
function lifetimeOf(path: string): string {
  return /^(portal\/)?assets\/.+-[\w-]{8,}\.\w+$/.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache';
}
