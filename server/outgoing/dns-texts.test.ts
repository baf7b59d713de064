import { expect, test } from 'vitest';
import { useNameServer } from '../testing/name-server.ts';
import { createFindTexts } from './dns-texts.ts';

const names = await useNameServer();
const findTexts = createFindTexts([names.address]);

test('finds the texts at a name, long ones whole', async () => {
  const long = 'ararat '.repeat(50);
  names.texts.set('_rapport-challenge.ararat.am', ['v=spf1 -all', long]);
  expect(new Set(await findTexts('_rapport-challenge.ararat.am'))).toEqual(new Set(['v=spf1 -all', long]));
});

test('finds none where there is no such name, and at what can be none', async () => {
  expect(await findTexts('nobody.example')).toEqual([]);
  names.texts.set('empty.example', []);
  expect(await findTexts('empty.example')).toEqual([]);
  expect(await findTexts(`${'a'.repeat(64)}.example`)).toEqual([]);
});

test('does not say that there is none where nobody can say', async () => {
  names.texts.set('ararat.am', ['here']);
  names.isFailing = true;
  await expect(findTexts('ararat.am')).rejects.toMatchObject({ code: 'outgoingBroken' });
  names.isFailing = false;
  expect(await findTexts('ararat.am')).toEqual(['here']);
  await expect(createFindTexts(['127.0.0.1:9'])('ararat.am')).rejects.toMatchObject({
    code: expect.stringMatching(/^outgoing(Unreachable|Timeout)$/),
  });
});
