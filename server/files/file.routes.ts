import { searchFiles } from '../../shared/contract/file-search.api.ts';
import {
  addFileVersion,
  listFileVersions,
  listRemovedFiles,
  readFile,
  restoreFileVersion,
  uploadFile,
} from '../../shared/contract/files.api.ts';
import { replyWithFile } from '../http/file-reply.ts';
import { defineRoute, type Route, uploadOf } from '../http/route.ts';
import * as service from './file-service.ts';
import * as texts from './text/search-files.ts';

/** Who only reads sends nothing. */
const writers = ['owner', 'manager', 'seller'] as const;

export const fileRoutes: readonly Route[] = [
  defineRoute(uploadFile, writers, (ctx, input) => {
    const { filename, content } = uploadOf(input);
    return service.uploadFile(ctx, filename, content);
  }),
  defineRoute(readFile, 'signedIn', async (ctx, { params, query }) => {
    const { version, content } = await service.readFile(ctx, params.id, query.version);
    // Not its name, which may be somebody's: the log outlives the file.
    const details = { file: params.id, version: version.version };
    ctx.reads?.keep(ctx, { kind: 'file', noun: null, records: 1, details });
    return replyWithFile(content, version.name, servedAs(version.type));
  }),
  defineRoute(listFileVersions, 'signedIn', async (ctx, { params }) => ({
    items: (await service.listFileVersions(ctx, params.id)).map(({ hash: _, ...version }) => version),
  })),
  defineRoute(searchFiles, 'signedIn', async (ctx, { query }) => ({
    items: await texts.searchFiles(ctx, query.search, query.limit),
  })),
  defineRoute(listRemovedFiles, writers, async (ctx, { query }) => ({
    items: await service.listRemovedFiles(ctx, query),
  })),
  defineRoute(addFileVersion, writers, (ctx, input) => {
    const { filename, content } = uploadOf(input);
    return service.addFileVersion(ctx, input.params.id, filename, content);
  }),
  defineRoute(restoreFileVersion, writers, (ctx, { params }) =>
    service.restoreFileVersion(ctx, params.id, params.version),
  ),
];

/** Types that can do nothing but be looked at keep their names; all others are bytes to whoever receives them. */
const harmless: ReadonlySet<string> = new Set([
  ...['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif'],
  ...['application/pdf', 'text/plain'],
]);

function servedAs(type: string): string {
  if (type === 'text/plain') return 'text/plain; charset=utf-8';
  return harmless.has(type) ? type : 'application/octet-stream';
}
