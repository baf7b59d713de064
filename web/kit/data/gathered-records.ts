import { firstPagesLimit } from '../../../shared/nouns/first-pages-limit.ts';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { getRecord, listRecords } from './api.ts';

interface Ask {
  readonly noun: NounMetadata;
  readonly id: string;
  readonly answer: (record: AnyRecord | Promise<AnyRecord>) => void;
}

let waiting: Ask[] = [];

/**
 * Asks for a record together with the others that are wanted in the same moment: a history names dozens. What no list has (it lies in the
 * bin) is asked for by itself. Throws ApiError.
 */
export function gatherRecord(noun: NounMetadata, id: string): Promise<AnyRecord> {
  return new Promise((answer) => {
    if (waiting.length === 0) setTimeout(send);
    waiting.push({ noun, id, answer });
  });
}

function send(): void {
  const asks = waiting;
  waiting = [];
  for (const noun of new Set(asks.map((ask) => ask.noun))) {
    const some = asks.filter((ask) => ask.noun === noun);
    for (let from = 0; from < some.length; from += firstPagesLimit.records)
      void askFor(noun, some.slice(from, from + firstPagesLimit.records));
  }
}

async function askFor(noun: NounMetadata, asks: readonly Ask[]): Promise<void> {
  const [only, ...others] = asks;
  if (only && others.length === 0) return only.answer(getRecord(noun, only.id));
  const filter = { field: 'id', op: 'isAnyOf', value: asks.map(({ id }) => id) } as const;
  const listed = await listRecords(noun, { filter, expand: ['*'], limit: asks.length }).catch(() => ({ items: [] }));
  const byId = new Map(listed.items.map((record) => [record.id, record as AnyRecord]));
  for (const { id, answer } of asks) answer(byId.get(id) ?? getRecord(noun, id));
}
