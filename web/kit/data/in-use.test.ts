import { expect, test } from 'vitest';
import type { Metadata } from '../../../shared/nouns/metadata.ts';
import { sampleNouns } from '../testing/sample-nouns.ts';
import { isInUse } from './metadata.ts';

const [company] = sampleNouns;
const metadata = {
  nouns: [company, { ...company, name: 'invoice', isUsed: true }],
  inUse: ['messages'],
} as unknown as Metadata;

test('a part of a card is in use with the first record of any of its nouns, or what its module keeps besides', () => {
  expect(isInUse(metadata, ['invoice', 'payment'])).toBe(true);
  expect(isInUse(metadata, ['messages'])).toBe(true);
  expect(isInUse(metadata, ['payment'])).toBe(false);
  expect(isInUse({ nouns: metadata.nouns }, ['messages'])).toBe(false);
});
