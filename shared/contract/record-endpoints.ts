import { z } from 'zod';
import type { Noun } from '../nouns/noun.ts';
import { defineEndpoint } from './endpoint.ts';
import { createSchema, patchSchema, recordSchema } from './field-schemas.ts';
import { aggregateQuery, aggregateResponse } from './record-aggregate.ts';
import { batchRefusal, batchSchema, batchShape } from './record-batch.ts';
import { bulkJob, bulkSchema, bulkShape } from './record-bulk.ts';
import { changeSchema } from './record-change.ts';
import { changesQuery, countQuery, listQuery, positionsQuery, recordParams, shapeQuery } from './record-queries.ts';

/** The twelve endpoints every noun has (docs/architecture.md). Bodies are checked by the engine, which knows custom fields. */
export function buildRecordEndpoints<N extends Noun>(noun: N) {
  return {
    list: listEndpoint(noun),
    count: countEndpoint(noun),
    positions: positionsEndpoint(noun),
    aggregate: aggregateEndpoint(noun),
    get: getEndpoint(noun),
    create: createEndpoint(noun),
    update: updateEndpoint(noun),
    delete: deleteEndpoint(noun),
    restore: restoreEndpoint(noun),
    batch: batchEndpoint(noun),
    bulk: bulkEndpoint(noun),
    changes: changesEndpoint(noun),
  };
}

function listEndpoint<N extends Noun>(noun: N) {
  return defineEndpoint({
    name: `${noun.plural}.list`,
    summary: `A page of ${noun.plural}`,
    method: 'GET',
    path: `/${noun.plural}`,
    query: listQuery,
    /** `previous` is there where a page was asked for by its end. */
    response: z.strictObject({
      items: z.array(recordSchema(noun)),
      next: z.string().nullable(),
      previous: z.string().nullable().optional(),
    }),
    errors: ['badCursor'],
  });
}

function countEndpoint(noun: Noun) {
  return defineEndpoint({
    name: `${noun.plural}.count`,
    summary: `How many ${noun.plural} match`,
    method: 'GET',
    path: `/${noun.plural}/count`,
    query: countQuery,
    response: z.strictObject({ count: z.int(), capped: z.boolean() }),
  });
}

function positionsEndpoint(noun: Noun) {
  return defineEndpoint({
    name: `${noun.plural}.positions`,
    summary: `About how many ${noun.plural} match, and cursors spread over them`,
    method: 'GET',
    path: `/${noun.plural}/positions`,
    query: positionsQuery,
    /** `at` is about how many records stand before the page of that cursor; all is exact where `exact` says so. */
    response: z.strictObject({
      about: z.int(),
      exact: z.boolean(),
      positions: z.array(z.strictObject({ at: z.int(), cursor: z.string() })),
    }),
  });
}

function aggregateEndpoint(noun: Noun) {
  return defineEndpoint({
    name: `${noun.plural}.aggregate`,
    summary: `Figures of ${noun.plural}, by groups`,
    method: 'GET',
    path: `/${noun.plural}/aggregate`,
    query: aggregateQuery,
    response: aggregateResponse,
  });
}

function getEndpoint<N extends Noun>(noun: N) {
  return defineEndpoint({
    name: `${noun.plural}.get`,
    summary: `One ${noun.name}`,
    method: 'GET',
    path: `/${noun.plural}/{id}`,
    params: recordParams,
    query: shapeQuery,
    response: recordSchema(noun),
    errors: ['notFound'],
  });
}

function createEndpoint<N extends Noun>(noun: N) {
  return defineEndpoint({
    name: `${noun.plural}.create`,
    summary: `Create a ${noun.name}`,
    method: 'POST',
    path: `/${noun.plural}`,
    body: createSchema(noun),
    bodyShape: anyFields,
    response: recordSchema(noun),
    status: 201,
    errors: ['duplicate'],
  });
}

function updateEndpoint<N extends Noun>(noun: N) {
  return defineEndpoint({
    name: `${noun.plural}.update`,
    summary: `Change the given fields of a ${noun.name}`,
    method: 'PATCH',
    path: `/${noun.plural}/{id}`,
    params: recordParams,
    body: patchSchema(noun),
    bodyShape: anyFields,
    response: recordSchema(noun),
    errors: ['notFound', 'stale', 'duplicate'],
  });
}

function deleteEndpoint<N extends Noun>(noun: N) {
  return defineEndpoint({
    name: `${noun.plural}.delete`,
    summary: `Put a ${noun.name} into the bin`,
    method: 'DELETE',
    path: `/${noun.plural}/{id}`,
    params: recordParams,
    response: recordSchema(noun),
    errors: ['notFound', 'stale'],
  });
}

function restoreEndpoint<N extends Noun>(noun: N) {
  return defineEndpoint({
    name: `${noun.plural}.restore`,
    summary: `Take a ${noun.name} back from the bin`,
    method: 'POST',
    path: `/${noun.plural}/{id}/restore`,
    params: recordParams,
    response: recordSchema(noun),
    errors: ['notFound', 'duplicate'],
  });
}

function batchEndpoint<N extends Noun>(noun: N) {
  return defineEndpoint({
    name: `${noun.plural}.batch`,
    summary: `Write up to 200 ${noun.plural}, all or nothing, or each by itself`,
    method: 'POST',
    path: `/${noun.plural}/batch`,
    body: batchSchema(noun),
    bodyShape: batchShape,
    /** `separately` answers null for an operation that was refused, and why under `refusals`. */
    response: z.strictObject({
      items: z.array(recordSchema(noun).nullable()),
      refusals: z.array(batchRefusal).optional(),
    }),
    errors: ['notFound', 'stale', 'duplicate', 'badIdempotencyKey'],
  });
}

function bulkEndpoint(noun: Noun) {
  return defineEndpoint({
    name: `${noun.plural}.bulk`,
    summary: `Change, delete or restore all ${noun.plural} that match, in the background`,
    method: 'POST',
    path: `/${noun.plural}/bulk`,
    body: bulkSchema(noun),
    bodyShape: bulkShape,
    /** `job` is null for a preview. */
    response: z.strictObject({ count: z.int(), job: bulkJob.nullable() }),
    errors: ['tooManyRecords'],
  });
}

function changesEndpoint(noun: Noun) {
  return defineEndpoint({
    name: `${noun.plural}.changes`,
    summary: `The history of one ${noun.name}`,
    method: 'GET',
    path: `/${noun.plural}/{id}/changes`,
    params: recordParams,
    query: changesQuery,
    response: z.strictObject({ items: z.array(changeSchema), next: z.string().nullable() }),
    errors: ['notFound'],
  });
}

const anyFields = z.record(z.string(), z.unknown());
