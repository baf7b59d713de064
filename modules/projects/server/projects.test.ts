import { expect, test } from 'vitest';
import { createRecord } from '../../../server/records/create.ts';
import { listRecords } from '../../../server/records/list.ts';
import { getRecord } from '../../../server/records/read.ts';
import { deleteRecord } from '../../../server/records/remove.ts';
import { updateRecord } from '../../../server/records/update.ts';
import { useWorkspace } from '../../../server/testing/workspace.ts';
import { company } from '../../companies/contract/index.ts';
import { person } from '../../people/contract/index.ts';
import { task } from '../../tasks/contract/index.ts';
import { project, ticket } from '../contract/index.ts';

const { join } = await useWorkspace();
const anna = await join('Anahit', 'seller');
const boris = await join('Boris', 'seller');
const vera = await join('Vesela', 'viewer');

test('a project is its owner’s to change, ends after it begins, and tells how far its tasks are', async () => {
  await expect(createRecord(vera, project, { name: 'Not mine' })).rejects.toMatchObject({ status: 403 });
  const days = { startsOn: '2026-05-02', endsOn: '2026-05-01' };
  const early = { fields: [{ path: 'endsOn', code: 'projectEndsBeforeItBegins' }] };
  await expect(createRecord(anna, project, { name: 'Backwards', ...days })).rejects.toMatchObject(early);
  const made = await createRecord(anna, project, {
    name: 'Move to the new office',
    members: [String(boris.actor.memberId)],
  });
  await expect(updateRecord(boris, project, made.id, { state: 'done' })).rejects.toMatchObject({ status: 403 });
  expect(await getRecord(vera, project, made.id)).toMatchObject({ tasks: 0, progress: null, state: 'planned' });
  const ids: string[] = [];
  for (const title of ['Boxes', 'Van', 'Keys', 'Signs'])
    ids.push((await createRecord(boris, task, { title, project: made.id })).id);
  await updateRecord(boris, task, ids[0] ?? '', { done: true });
  expect(await getRecord(anna, project, made.id)).toMatchObject({ tasks: 4, tasksDone: 1, progress: 25 });
  await deleteRecord(boris, task, ids[3] ?? '');
  await updateRecord(boris, task, ids[1] ?? '', { state: 'done' });
  expect(await getRecord(anna, project, made.id)).toMatchObject({ tasks: 3, tasksDone: 2, progress: 67 });
});

test('a task’s place on the board and whether it is done say the same, whichever is said', async () => {
  const { id } = await createRecord(anna, task, { title: 'Say once' });
  const now = async () => {
    const { state, done, completedAt } = await getRecord(anna, task, id);
    return [state, done, completedAt !== null];
  };
  expect(await now()).toEqual(['todo', false, false]);
  await updateRecord(anna, task, id, { state: 'doing' });
  expect(await now()).toEqual(['doing', false, false]);
  await updateRecord(anna, task, id, { state: 'done' });
  expect(await now()).toEqual(['done', true, true]);
  await updateRecord(anna, task, id, { state: 'waiting' });
  expect(await now()).toEqual(['waiting', false, false]);
  await updateRecord(anna, task, id, { done: true });
  expect(await now()).toEqual(['done', true, true]);
  await updateRecord(anna, task, id, { done: false });
  expect(await now()).toEqual(['todo', false, false]);
  const logged = await createRecord(anna, task, { title: 'Logged', kind: 'call', done: true });
  expect(logged).toMatchObject({ state: 'done', done: true });
  expect(await createRecord(anna, task, { title: 'Over', state: 'done' })).toMatchObject({ done: true });
});

test('a ticket has a number, a kind, the client’s company and the time it was solved; tasks are tied to it', async () => {
  const { id: firm } = await createRecord(anna, company, { name: 'Asking Ltd' });
  const asker = await createRecord(anna, person, { name: { given: 'Giorgi' }, company: firm });
  await expect(createRecord(vera, ticket, { subject: 'No' })).rejects.toMatchObject({ status: 403 });
  await expect(createRecord(anna, ticket, { subject: 'No', number: 'T-1' })).rejects.toMatchObject({ status: 422 });
  for (const kind of ['error', 'wish', 'question', 'complaint'])
    expect(await createRecord(anna, ticket, { subject: `A ${kind}`, kind })).toMatchObject({ kind, state: 'new' });
  const made = await createRecord(anna, ticket, {
    subject: 'The door sticks',
    kind: 'error',
    person: asker.id,
    channel: 'phone',
  });
  expect(made).toMatchObject({
    number: expect.stringMatching(/^T-\d{4}-\d{4}$/),
    company: { id: firm },
    solvedAt: null,
  });
  const { id: visit } = await createRecord(anna, task, { title: 'Look at it', kind: 'visit', ticket: made.id });
  const tied = await listRecords(vera, task, { filter: { field: 'ticket.number', op: 'is', value: made.number } });
  expect(JSON.parse(tied).items).toMatchObject([{ id: visit }]);
  expect(await updateRecord(anna, ticket, made.id, { state: 'solved', answer: 'Planed' })).toMatchObject({
    solvedAt: expect.any(String),
  });
  expect(await updateRecord(anna, ticket, made.id, { state: 'working' })).toMatchObject({ solvedAt: null });
});
