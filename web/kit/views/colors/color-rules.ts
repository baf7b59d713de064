import { matchesFilter } from '../../../../shared/filter/evaluate.ts';
import type { FilterContext } from '../../../../shared/filter/filter.ts';
import type { Metadata, NounMetadata } from '../../../../shared/nouns/metadata.ts';
import type { Noun } from '../../../../shared/nouns/noun.ts';
import type { AnyRecord } from '../../../../shared/nouns/value.ts';
import type { ViewSettings } from '../../../../shared/views/view-settings.ts';

export type ColorRules = NonNullable<ViewSettings['colors']>;
export type ColorOf = (record: AnyRecord) => string | null;

/** The colour of the first rule a record meets, worked out here: no question to the server. */
export function colorBy(rules: ColorRules, noun: NounMetadata, metadata: Metadata, ctx: FilterContext): ColorOf {
  const nouns = new Map(metadata.nouns.map((one) => [one.name, declared(one)]));
  const find = (name: string) => nouns.get(name) ?? null;
  const own = find(noun.name) ?? declared(noun);
  return (record) => rules.find(({ filter }) => matchesFilter(filter, record, own, find, ctx))?.color ?? null;
}

/** Metadata lists fields; declarations have them by name. */
function declared({ fields, ...noun }: NounMetadata): Noun {
  return { ...noun, fields: Object.fromEntries(fields.map(({ name, ...field }) => [name, field])) } as Noun;
}
