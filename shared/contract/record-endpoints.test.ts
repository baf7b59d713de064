import { describe, expect, expectTypeOf, it } from 'vitest';
import { date, member, number, relation, text } from '../nouns/field.ts';
import { defineNoun } from '../nouns/noun.ts';
import type { Reference } from '../nouns/value.ts';
import type { BodyInput, QueryInput, ResponseOf } from './endpoint.ts';
import { parseInput } from './field-errors.ts';
import { buildRecordEndpoints } from './record-endpoints.ts';

const task = defineNoun({
  ...{ name: 'task', plural: 'tasks', title: 'title', icon: 'checkbox' },
  fields: {
    title: text({ required: true }),
    dueOn: date(),
    owner: member({ required: true, defaultToActor: true }),
    deal: relation({ to: 'deal', required: true }),
    rank: number({ required: true, default: 1 }),
    number: text({ readOnly: true }),
  },
});
const endpoints = buildRecordEndpoints(task);
const id = '0190b6f0-0000-7000-8000-0000000000c1';

it('every noun has the same twelve calls', () => {
  const calls = Object.entries(endpoints).map(([verb, { name, method, path }]) => `${verb} ${name} ${method} ${path}`);
  expect(calls).toEqual([
    'list tasks.list GET /tasks',
    'count tasks.count GET /tasks/count',
    'positions tasks.positions GET /tasks/positions',
    'aggregate tasks.aggregate GET /tasks/aggregate',
    'get tasks.get GET /tasks/{id}',
    'create tasks.create POST /tasks',
    'update tasks.update PATCH /tasks/{id}',
    'delete tasks.delete DELETE /tasks/{id}',
    'restore tasks.restore POST /tasks/{id}/restore',
    'batch tasks.batch POST /tasks/batch',
    'bulk tasks.bulk POST /tasks/bulk',
    'changes tasks.changes GET /tasks/{id}/changes',
  ]);
});

describe('a list', () => {
  const read = (query: object) => parseInput(endpoints.list.query ?? expect.fail(), query);

  it('has sixty records a page when nothing is said', () => {
    expect(read({})).toEqual({ limit: 60 });
  });

  it('is asked in words of the query', () => {
    const query = {
      filter: '{"field":"title","op":"contains","value":"roof"}',
      sort: '-dueOn',
      limit: '200',
      expand: '*',
      fields: 'title,deal',
      deleted: 'true',
    };
    expect(read(query)).toEqual({
      filter: { field: 'title', op: 'contains', value: 'roof' },
      ...{ sort: '-dueOn', limit: 200, expand: ['*'], fields: ['title', 'deal'], deleted: true },
    });
  });

  it.each([{ limit: '201' }, { limit: '0' }, { sort: 'title; drop' }, { cursor: '' }, { page: '2' }, { deleted: '1' }])(
    'asked for %j is refused',
    (query) => {
      expect(() => read(query)).toThrowError(expect.objectContaining({ code: 'invalid' }));
    },
  );
});

describe('a batch', () => {
  const operations = [
    { create: { title: 'Call', deal: id } },
    { update: { id, version: 2, dueOn: null } },
    { delete: { id } },
    { restore: { id } },
  ];

  it.each(['body', 'bodyShape'] as const)('takes the four writes (%s)', (schema) => {
    expect(endpoints.batch[schema]?.safeParse({ operations }).success).toBe(true);
  });

  it.each([
    [[]],
    [[{}]],
    [[{ drop: { id } }]],
    [[{ delete: { id }, restore: { id } }]],
    [Array(201).fill({ delete: { id } })],
  ])('is refused as %j', (wrong) => {
    expect(endpoints.batch.bodyShape?.safeParse({ operations: wrong }).success).toBe(false);
  });
});

it('types follow from the fields', () => {
  type Create = BodyInput<typeof endpoints.create>;
  expectTypeOf<{ title: string; deal: string }>().toExtend<Create>();
  expectTypeOf<{ title: string; deal: { id: string }; owner: string; rank: number; dueOn: null }>().toExtend<Create>();
  expectTypeOf<{ title: string }>().not.toExtend<Create>();
  expectTypeOf<Create>().not.toHaveProperty('number');
  expectTypeOf<ResponseOf<typeof endpoints.get>['deal']>().toEqualTypeOf<Reference>();
  expectTypeOf<ResponseOf<typeof endpoints.get>['dueOn']>().toEqualTypeOf<string | null>();
  expectTypeOf<ResponseOf<typeof endpoints.list>['items'][number]['version']>().toEqualTypeOf<number>();
  expectTypeOf<{ limit: 5; expand: string[] }>().toExtend<QueryInput<typeof endpoints.list>>();
});
