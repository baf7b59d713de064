import { buildRecordEndpoints } from '../../shared/contract/record-endpoints.ts';
import type { Noun } from '../../shared/nouns/noun.ts';
import { listChanges } from '../changes/list-changes.ts';
import { readVersion, versionTag } from '../http/record-version.ts';
import { defineRoute, JsonText, Reply, type Route } from '../http/route.ts';
import { aggregateRecords } from './aggregate.ts';
import { runBatch } from './batch.ts';
import { checkedFilter } from './checked-filter.ts';
import { createRecordText } from './create.ts';
import { countRecords, listRecords } from './list.ts';
import { getRecordText, type RecordText } from './read.ts';
import { deleteRecord, restoreRecord } from './remove.ts';
import { updateRecordText } from './update.ts';

/** The REST routes of a noun; each verb checks the noun's policy itself, the routes only want somebody signed in. */
export function recordRoutes(noun: Noun): readonly Route[] {
  return noun.internal ? readRoutes(noun) : [...readRoutes(noun), ...writeRoutes(noun)];
}

function readRoutes(noun: Noun): readonly Route[] {
  const endpoints = buildRecordEndpoints(noun);
  return [
    defineRoute(endpoints.count, 'signedIn', async (ctx, { query }) =>
      countRecords(ctx, noun, { ...query, filter: checkedFilter(ctx, noun, query.filter) }),
    ),
    defineRoute(endpoints.aggregate, 'signedIn', async (ctx, { query }) =>
      aggregateRecords(ctx, noun, { ...query, filter: checkedFilter(ctx, noun, query.filter) }),
    ),
    defineRoute(endpoints.list, 'signedIn', async (ctx, { query }) => {
      const filter = checkedFilter(ctx, noun, query.filter);
      return new JsonText(await listRecords(ctx, noun, { ...query, filter }));
    }),
    defineRoute(endpoints.get, 'signedIn', async (ctx, { params, query }) =>
      reply(await getRecordText(ctx, noun, params.id, query)),
    ),
    defineRoute(endpoints.changes, 'signedIn', async (ctx, { params, query }) => {
      await getRecordText(ctx, noun, params.id, { fields: [] });
      return listChanges(ctx, { noun: noun.name, recordId: params.id, ...query });
    }),
  ];
}

function writeRoutes(noun: Noun): readonly Route[] {
  const endpoints = buildRecordEndpoints(noun);
  return [
    defineRoute(endpoints.create, 'signedIn', async (ctx, { body }) =>
      reply(await createRecordText(ctx, noun, body), 201),
    ),
    defineRoute(endpoints.update, 'signedIn', async (ctx, { params, body, headers }) =>
      reply(await updateRecordText(ctx, noun, params.id, body, readVersion(headers.ifMatch))),
    ),
    defineRoute(endpoints.delete, 'signedIn', async (ctx, { params, headers }) =>
      reply(await deleteRecord(ctx, noun, params.id, readVersion(headers.ifMatch))),
    ),
    defineRoute(endpoints.restore, 'signedIn', async (ctx, { params }) =>
      reply(await restoreRecord(ctx, noun, params.id)),
    ),
    defineRoute(endpoints.batch, 'signedIn', async (ctx, { body }) => new JsonText(await runBatch(ctx, noun, body))),
  ];
}

function reply(record: RecordText, status = 200): Reply {
  return new Reply(new JsonText(record.json), { status, headers: { etag: versionTag(record.version) } });
}
