import { expect, test } from 'vitest';
import type { Metadata } from '../../../shared/nouns/metadata.ts';
import { asNotebook } from './notebook.ts';

const noun = (name: string, fields: object[]) => ({ name, plural: `${name}s`, fields, may: { read: true } });
const metadata = {
  nouns: [
    noun('deal', [
      { name: 'name', kind: 'text' },
      { name: 'owner', kind: 'member', defaultToActor: true },
      { name: 'createdBy', kind: 'member' },
      { name: 'company', kind: 'relation', to: 'company' },
      { name: 'team', kind: 'relation', to: 'team' },
    ]),
    noun('member', [{ name: 'team', kind: 'relation', to: 'team' }]),
    noun('team', [{ name: 'head', kind: 'member' }]),
  ],
} as unknown as Metadata;

test('who works alone sees no owners and no teams, and all else', () => {
  const { nouns } = asNotebook(metadata);
  expect(nouns.map(({ name, fields }) => [name, fields.map((field) => field.name)])).toEqual([
    ['deal', ['name', 'company']],
    ['member', ['team']],
  ]);
});

test('the same description gives the same notebook, so that nothing is drawn anew', () => {
  expect(asNotebook(metadata)).toBe(asNotebook(metadata));
  expect(metadata.nouns[0]?.fields).toHaveLength(5);
});
