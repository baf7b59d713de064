import { expect, test } from 'vitest';
import { contextOf } from '../http/http-server.factory.ts';
import type { RequestFacts } from '../http/request-facts.ts';
import { EventStream } from './event-stream.ts';

const request = { method: 'GET', url: '/api/v1/stream', headers: {}, ip: '::1', requestId: 'test' } as RequestFacts;

function open(): { stream: EventStream; closed: () => boolean } {
  let isClosed = false;
  const stream = new EventStream(contextOf('seller'), request, () => {
    isClosed = true;
  });
  return { stream, closed: () => isClosed };
}

test('an event goes out as one block with its cursor', async () => {
  const { stream } = open();
  stream.send('ready', {}, { snapshot: '7:9:8', at: 1_790_000_000 });
  stream.finish();
  const text = (await stream.body.toArray()).join('');
  expect(text).toBe('retry: 1000\n\nevent: ready\nid: 7:9:8@1790000000\ndata: {}\n\n');
});

test('a reader who takes nothing is dropped before much has gathered', async () => {
  const { stream, closed } = open();
  for (let turn = 0; turn < 70 && !stream.isOver; turn++) stream.sendText(`: ${'x'.repeat(1_000)}\n\n`);
  expect(stream.isOver).toBe(true);
  await expect.poll(closed).toBe(true);
});

test('what comes after the end is not sent', async () => {
  const { stream, closed } = open();
  stream.end('replaced');
  stream.send('ready', {});
  stream.end('age');
  const text = (await stream.body.toArray()).join('');
  expect(text).toContain('retry: 60000');
  expect(text.match(/event: /g)).toHaveLength(1);
  await expect.poll(closed).toBe(true);
});
