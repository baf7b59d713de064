import { expect, it } from 'vitest';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { inTurn } from './turns.ts';

/** A record at the server: a write upon another version is refused. */
function openServer(version = 1) {
  const server = { version, hours: '', log: [] as string[] };
  const write = (hours: string) => async (upon: number | undefined) => {
    await new Promise((done) => setTimeout(done, 1));
    if (upon !== undefined && upon !== server.version) throw new Error(`stale: ${upon} is not ${server.version}`);
    server.version += 1;
    server.hours = hours;
    server.log.push(hours);
    return { id: 'barley', version: server.version } as AnyRecord;
  };
  return { server, write };
}

it('two keys pressed before an answer came are both done, in their order', async () => {
  const { server, write } = openServer();
  await Promise.all([inTurn('task 1', 1, write('06:15')), inTurn('task 1', 1, write('06:30'))]);
  expect(server).toMatchObject({ version: 3, log: ['06:15', '06:30'] });
});

it('an answer that the page has not shown yet is gone upon all the same', async () => {
  const { server, write } = openServer();
  await inTurn('task 2', 1, write('06:15'));
  await inTurn('task 2', 1, write('06:30'));
  await inTurn('task 2', 1, write('06:45'));
  expect(server).toMatchObject({ version: 4, hours: '06:45' });
});

it('what somebody else wrote meanwhile is refused as ever', async () => {
  const { server, write } = openServer();
  await inTurn('task 3', 1, write('06:15'));
  server.version = 9;
  await expect(inTurn('task 3', 1, write('06:30'))).rejects.toThrow('stale: 2 is not 9');
  expect(server.hours).toBe('06:15');
});

it('a write that fails leaves the next one to be judged by itself', async () => {
  const { server, write } = openServer(5);
  const [refused, done] = await Promise.allSettled([
    inTurn('task 4', 1, write('06:15')),
    inTurn('task 4', 5, write('06:30')),
  ]);
  expect([refused.status, done.status, server.hours]).toEqual(['rejected', 'fulfilled', '06:30']);
});

it('records do not wait for one another, and a write upon no version asks for none', async () => {
  const { server, write } = openServer();
  const never = new Promise<AnyRecord>(() => undefined);
  void inTurn('task 5', 1, () => never);
  await inTurn('task 6', undefined, write('06:15'));
  expect(server.hours).toBe('06:15');
});
