import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord, Reference } from '../../../shared/nouns/value.ts';
import type { Format } from '../../i18n/format.ts';
import { listRecords } from '../data/api.ts';
import { findField } from '../data/named-field.ts';
import { titleOf } from '../data/record-title.ts';

/** A record that has a title looked for; it tells where it belongs. */
export interface Titled extends Reference {
  readonly record: AnyRecord;
}

/** Titles of one request: the address has to hold them. */
const atOnce = 25;
/** More records of one name than this are as good as all of them. */
const most = 200;

/**
 * The records of a noun that have one of these very titles, by title in lower case; asks as seldom as it can. Throws ApiError.
 */
export async function findByTitle(
  noun: NounMetadata,
  titles: readonly string[],
  format: Pick<Format, 'personName'>,
): Promise<ReadonlyMap<string, readonly Titled[]>> {
  const sought = [...new Set(titles)];
  const isText = findField(noun, noun.title)?.kind === 'text';
  const step = isText ? atOnce : 1;
  const found = new Map<string, Titled[]>();
  for (let start = 0; start < sought.length; start += step) {
    const some = sought.slice(start, start + step);
    const query = isText
      ? { filter: { field: noun.title, op: 'isAnyOf', value: some }, limit: most, sort: 'createdAt' }
      : { search: some[0], limit: 20, sort: 'createdAt' };
    const { items } = await listRecords(noun, query as Parameters<typeof listRecords>[1]);
    for (const record of items) {
      const label = titleOf(noun, record, format);
      const known = found.get(label.toLocaleLowerCase()) ?? [];
      if (!known.some(({ id }) => id === record.id)) known.push({ id: record.id, label, record });
      found.set(label.toLocaleLowerCase(), known);
    }
  }
  return found;
}
