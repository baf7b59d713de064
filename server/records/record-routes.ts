import type { Endpoint } from '../../shared/contract/endpoint.ts';
import type { BatchShape } from '../../shared/contract/record-batch.ts';
import { buildRecordEndpoints } from '../../shared/contract/record-endpoints.ts';
import { AppError } from '../../shared/errors.ts';
import type { Noun } from '../../shared/nouns/noun.ts';
import type { Action } from '../../shared/nouns/role-rights.ts';
import { noteAnswered, noteOpened } from '../access-log/note-shown.ts';
import { startBulk } from '../bulk/bulk.service.ts';
import { listReadableChanges } from '../changes/list-changes.ts';
import type { Context } from '../context.ts';
import { readVersion, versionTag } from '../http/record-version.ts';
import { defineRoute, JsonText, Reply, type Route } from '../http/route.ts';
import { mergeRoutes } from '../merging/merge-routes.ts';
import { aggregateRecords } from './aggregate.ts';
import { runBatch } from './batch.ts';
import { checkedFilter } from './checked-filter.ts';
import { countRecords, listRecords } from './list.ts';
import { listPositions } from './positions.ts';
import { getRecordText, type RecordText } from './read.ts';
import { deleteRecord, restoreRecord } from './remove.ts';
import { createNaming, updateNaming } from './write-naming.ts';

/** The noun that a request is about. */
type FindNoun = (ctx: Context, params: unknown) => Noun;

/**
 * The REST routes of a noun; each verb checks the noun's policy itself, the routes only want somebody signed in. They are made
 * once for each noun there is: the API is described by them for every role.
 */
export function recordRoutes(noun: Noun): readonly Route[] {
  const known = made.get(noun) ?? routesLike(noun, () => noun);
  made.set(noun, known);
  return known;
}

const made = new WeakMap<Noun, readonly Route[]>();

/** Routes whose contract has the shape of a declared noun's, while each request says which noun it is about. */
export function routesLike(declared: Noun, find: FindNoun): readonly Route[] {
  const endpoints = buildRecordEndpoints(declared);
  const reads = readRoutes(endpoints, find);
  const routes = declared.internal
    ? reads
    : [...reads, ...writeRoutes(endpoints, find), ...mergingRoutes(declared, find)];
  return routes.map((route) => ({ ...route, serves: { noun: declared.name, needs: rightsFor(route.endpoint) } }));
}

/** Which rights open a route; a batch or a bulk act may be any sort of write. */
function rightsFor({ method, name }: Endpoint): readonly Action[] {
  if (method === 'GET') return ['read'];
  const verb = name.split('.')[1];
  if (verb === 'merge' || verb === 'unmerge') return ['merge'];
  if (verb === 'create' || verb === 'update' || verb === 'delete') return [verb];
  return verb === 'restore' ? ['restore'] : ['create', 'update', 'delete'];
}

type RecordEndpoints = ReturnType<typeof buildRecordEndpoints<Noun>>;

function readRoutes(endpoints: RecordEndpoints, find: FindNoun): readonly Route[] {
  return [
    defineRoute(endpoints.count, 'signedIn', async (ctx, { params, query }) => {
      const noun = find(ctx, params);
      return countRecords(ctx, noun, { ...query, filter: checkedFilter(ctx, noun, query.filter) });
    }),
    defineRoute(endpoints.positions, 'signedIn', async (ctx, { params, query }) => {
      const noun = find(ctx, params);
      return listPositions(ctx, noun, { ...query, filter: checkedFilter(ctx, noun, query.filter) });
    }),
    defineRoute(endpoints.aggregate, 'signedIn', async (ctx, { params, query }) => {
      const noun = find(ctx, params);
      return aggregateRecords(ctx, noun, { ...query, filter: checkedFilter(ctx, noun, query.filter) });
    }),
    defineRoute(endpoints.list, 'signedIn', async (ctx, { params, query }) => {
      const noun = find(ctx, params);
      const filter = checkedFilter(ctx, noun, query.filter);
      return new JsonText(await listRecords(ctx, noun, { ...query, filter }));
    }),
    defineRoute(endpoints.get, 'signedIn', async (ctx, { params, query }) => {
      const noun = find(ctx, params);
      const record = await getRecordText(ctx, noun, params.id, query);
      await noteOpened(ctx, noun, params.id, query);
      return reply(record);
    }),
    defineRoute(endpoints.changes, 'signedIn', async (ctx, { params, query }) => {
      const noun = find(ctx, params);
      await getRecordText(ctx, noun, params.id, { fields: [] });
      const page = await listReadableChanges(ctx, noun, { recordId: params.id, ...query });
      await noteOpened(ctx, noun, params.id, query.field ? { fields: [query.field] } : {});
      return page;
    }),
  ];
}

function writeRoutes(endpoints: RecordEndpoints, findAny: FindNoun): readonly Route[] {
  const find: FindNoun = (ctx, params) => openTo(ctx, findAny(ctx, params));
  return [
    defineRoute(endpoints.create, 'signedIn', async (ctx, { params, body }) =>
      reply(await createNaming(ctx, find(ctx, params), body), 201),
    ),
    defineRoute(endpoints.update, 'signedIn', (ctx, { params: { id, ...params }, body, headers }) =>
      answer(ctx, find(ctx, params), id, (noun) => updateNaming(ctx, noun, id, body, readVersion(headers.ifMatch))),
    ),
    defineRoute(endpoints.delete, 'signedIn', (ctx, { params: { id, ...params }, headers }) =>
      answer(ctx, find(ctx, params), id, (noun) => deleteRecord(ctx, noun, id, readVersion(headers.ifMatch))),
    ),
    defineRoute(endpoints.restore, 'signedIn', (ctx, { params: { id, ...params } }) =>
      answer(ctx, find(ctx, params), id, (noun) => restoreRecord(ctx, noun, id)),
    ),
    {
      ...defineRoute(
        endpoints.batch,
        'signedIn',
        async (ctx, { params, body }) => new JsonText(await runBatch(ctx, find(ctx, params), body)),
      ),
      isApart: (body) => (body as BatchShape).separately === true,
    },
    defineRoute(endpoints.bulk, 'signedIn', (ctx, { params, body }) => startBulk(ctx, find(ctx, params), body)),
  ];
}

function mergingRoutes(declared: Noun, findAny: FindNoun): readonly Route[] {
  return declared.duplicates ? mergeRoutes(declared, (ctx, params) => open(findAny(ctx, params))) : [];
}

/** A noun that was given up can be read, and nothing else: there is nothing to write under its address. */
function open(noun: Noun): Noun {
  if (noun.internal) throw new AppError(404, 'unknownNoun', { noun: noun.plural });
  return noun;
}

/** Who is stopped works on, and changes nothing of who may what: members, teams, roles, rules of sharing are kept by managers and owners. */
function openTo(ctx: Context, noun: Noun): Noun {
  const { seller } = ctx.registry.getPolicy(noun).grants;
  if (!noun.parent && !seller?.create && !seller?.update) ctx.reads?.assertNotStopped(ctx);
  return open(noun);
}

async function answer(
  ctx: Context,
  noun: Noun,
  id: string,
  write: (noun: Noun) => Promise<RecordText>,
): Promise<Reply> {
  return reply(await noteAnswered(ctx, noun, id, () => write(noun)));
}

function reply(record: RecordText, status = 200): Reply {
  const { mergedInto } = record;
  const json = mergedInto ? `${record.json.slice(0, -1)},"mergedInto":${JSON.stringify(mergedInto)}}` : record.json;
  return new Reply(new JsonText(json), { status, headers: { etag: versionTag(record.version) } });
}
