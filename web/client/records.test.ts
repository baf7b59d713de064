import { describe, expect, expectTypeOf, it } from 'vitest';
import { date, relation, text } from '../../shared/nouns/field.ts';
import { defineNoun } from '../../shared/nouns/noun.ts';
import { createClient } from './client.ts';

const task = defineNoun({
  ...{ name: 'task', plural: 'tasks', title: 'title', icon: 'checkbox' },
  fields: { title: text({ required: true }), dueOn: date(), deal: relation({ to: 'deal' }) },
});
const id = '0190b6f0-0000-7000-8000-0000000000c1';
const record = { id, version: 3, title: 'Call Ararat', dueOn: null, deal: { id } };

function tasksOf(answer: unknown) {
  const asked: string[] = [];
  const client = createClient({
    baseUrl: 'http://crm.test',
    fetch: async (address, init) => {
      const request = new Request(address as string, init);
      const { pathname, search } = new URL(request.url);
      const version = request.headers.get('if-match') ?? '';
      asked.push(
        [request.method, pathname + decodeURIComponent(search), await request.text(), version].join(' ').trim(),
      );
      return Response.json(answer);
    },
  });
  return { tasks: client.records(task), asked };
}

describe('a noun’s records', () => {
  it('are read by page, by number and one by one', async () => {
    const { tasks, asked } = tasksOf({ items: [record], next: 'c2' });
    const page = await tasks.list({ sort: '-dueOn', limit: 2, expand: ['deal'], filter: { search: 'ararat' } });
    expect(page).toEqual({ items: [record], next: 'c2' });
    await tasks.list();
    await tasks.count({ search: 'a' });
    await tasks.get(id, { expand: ['*'] });
    await tasks.changes(id, { cursor: 'c' });
    expect(asked).toEqual([
      'GET /api/v1/tasks?sort=-dueOn&limit=2&expand=deal&filter={"search":"ararat"}',
      'GET /api/v1/tasks',
      'GET /api/v1/tasks/count?search=a',
      `GET /api/v1/tasks/${id}?expand=*`,
      `GET /api/v1/tasks/${id}/changes?cursor=c`,
    ]);
  });

  it('are written, upon the version that was seen', async () => {
    const { tasks, asked } = tasksOf(record);
    expect(await tasks.create({ title: 'Call Ararat', deal: id })).toEqual(record);
    await tasks.update(id, { dueOn: null }, { version: 3 });
    await tasks.update(id, { title: 'Write to Ararat' });
    await tasks.delete(id, { version: 4 });
    await tasks.restore(id);
    expect(asked).toEqual([
      `POST /api/v1/tasks {"title":"Call Ararat","deal":"${id}"}`,
      `PATCH /api/v1/tasks/${id} {"dueOn":null} "3"`,
      `PATCH /api/v1/tasks/${id} {"title":"Write to Ararat"}`,
      `DELETE /api/v1/tasks/${id}  "4"`,
      `POST /api/v1/tasks/${id}/restore`,
    ]);
  });

  it('are written together', async () => {
    const { tasks, asked } = tasksOf({ items: [record] });
    expect(await tasks.batch([{ update: { id, version: 3, title: 'x' } }, { delete: { id } }])).toEqual([record]);
    const operations = `{"operations":[{"update":{"id":"${id}","version":3,"title":"x"}},{"delete":{"id":"${id}"}}]}`;
    expect(asked).toEqual([`POST /api/v1/tasks/batch ${operations}`]);
  });

  it('are typed by their fields', () => {
    const { tasks } = tasksOf({});
    expectTypeOf(tasks.get).returns.resolves.toHaveProperty('dueOn').toEqualTypeOf<string | null>();
    expectTypeOf(tasks.create).parameter(0).toExtend<{ title: string; dueOn?: string | null }>();
    expectTypeOf<{ dueOn: string }>().not.toExtend<Parameters<typeof tasks.create>[0]>();
    expectTypeOf<{ title: null }>().not.toExtend<Parameters<typeof tasks.update>[1]>();
  });
});
