import { buildMergeEndpoints } from '../../shared/contract/record-merge.ts';
import type { Noun } from '../../shared/nouns/noun.ts';
import { noteOpened, noteRewritten, noteShown } from '../access-log/note-shown.ts';
import type { Context } from '../context.ts';
import { readVersion, versionTag } from '../http/record-version.ts';
import { defineRoute, JsonText, Reply, type Route } from '../http/route.ts';
import type { RecordText } from '../records/read.ts';
import { getMerge, listMerges } from './describe-merges.ts';
import { findDuplicates } from './duplicates.ts';
import { mergeRecords } from './merge-records.ts';
import { previewMerge } from './preview-merge.ts';
import { undoMerge } from './undo-merge.ts';

/** The routes of nouns of which two records may be made one. */
export function mergeRoutes(declared: Noun, find: (ctx: Context, params: unknown) => Noun): readonly Route[] {
  const endpoints = buildMergeEndpoints(declared);
  return [
    defineRoute(endpoints.merge, 'signedIn', async (ctx, { params, body, headers }) => {
      const noun = find(ctx, params);
      const { merge, record } = await mergeRecords(ctx, noun, params.id, body, readVersion(headers.ifMatch));
      return answer(ctx, noun, params.id, merge, record, 201);
    }),
    defineRoute(endpoints.merges, 'signedIn', async (ctx, { params }) => {
      const noun = find(ctx, params);
      const items = await listMerges(ctx, noun, params.id);
      await noteOpened(ctx, noun, params.id);
      return { items };
    }),
    defineRoute(endpoints.unmerge, 'signedIn', async (ctx, { params }) => {
      const noun = find(ctx, params);
      const record = await undoMerge(ctx, noun, params.id, params.merge);
      return answer(ctx, noun, params.id, params.merge, record, 200);
    }),
    defineRoute(endpoints.mergePreview, 'signedIn', async (ctx, { params, query }) => {
      const noun = find(ctx, params);
      const preview = await previewMerge(ctx, noun, params.id, query.other);
      await noteShown(ctx, noun, { kind: 'listed', count: 2, ids: [params.id, query.other] }, {});
      return preview;
    }),
    defineRoute(endpoints.duplicates, 'signedIn', (ctx, { params }) =>
      findDuplicates(ctx, find(ctx, params), params.id),
    ),
  ];
}

async function answer(ctx: Context, noun: Noun, id: string, merge: string, record: RecordText, status: number) {
  noteRewritten(ctx, noun, [id]);
  const told = JSON.stringify(await getMerge(ctx, noun, id, merge));
  const text = new JsonText(`{"merge":${told},"record":${record.json}}`);
  return new Reply(text, { status, headers: { etag: versionTag(record.version) } });
}
