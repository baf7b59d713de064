import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { replyWithFile } from '../../../server/http/file-reply.ts';
import { defineRoute, uploadOf } from '../../../server/http/route.ts';
import { getRecord } from '../../../server/records/read.ts';
import {
  cancelImport,
  checkImport,
  downloadRejected,
  getImportState,
  getImportTable,
  importRun,
  listRejectedRows,
  startImport,
  uploadImport,
} from '../contract/index.ts';
import { checkMapping } from './check.service.ts';
import { listRejects } from './import.repository.ts';
import { cancelRun, getSource, readState, readTable, startRun, uploadFile } from './import.service.ts';
import { rejectedFile } from './rejected-file.ts';

/** Rejected rows that are shown rather than downloaded. */
const mostShown = 50;

/** Each verb asks the target noun's own policy for the right to import. */
export const importRoutes = [
  defineRoute(uploadImport, 'signedIn', async (ctx, input) => {
    const { filename, content } = uploadOf(input);
    return uploadFile(ctx, input.query.target, filename, await buffer(content));
  }),
  defineRoute(getImportTable, 'signedIn', (ctx, { params }) => readTable(ctx, params.id)),
  defineRoute(checkImport, 'signedIn', (ctx, { params, body }) => checkMapping(ctx, params.id, body)),
  defineRoute(startImport, 'signedIn', (ctx, { params, body }) => startRun(ctx, params.id, body)),
  defineRoute(getImportState, 'signedIn', (ctx, { params }) => readState(ctx, params.id)),
  defineRoute(cancelImport, 'signedIn', (ctx, { params }) => cancelRun(ctx, params.id)),
  defineRoute(listRejectedRows, 'signedIn', async (ctx, { params }) => {
    await getRecord(ctx, importRun, params.id);
    const rejects = await listRejects(ctx, params.id, mostShown);
    return { rows: rejects.map(({ row, faults }) => ({ row, faults: [...faults] })) };
  }),
  defineRoute(downloadRejected, 'signedIn', async (ctx, { params, query }) => {
    const run = await getRecord(ctx, importRun, params.id);
    const { headers } = await getSource(ctx, params.id);
    const noun = ctx.registry.getNoun(run.target);
    const text = rejectedFile(ctx, noun, headers, await listRejects(ctx, params.id), query.language ?? ctx.language);
    return replyWithFile(
      Readable.from([text]),
      `rejected ${run.fileName.replace(/\.\w{1,5}$/, '')}.csv`,
      'text/csv; charset=utf-8',
    );
  }),
];
