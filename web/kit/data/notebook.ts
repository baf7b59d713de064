import type { Metadata, NounMetadata } from '../../../shared/nouns/metadata.ts';

type Field = NounMetadata['fields'][number];

const described = new WeakMap<Metadata, Metadata>();

/**
 * What there is, as somebody who works alone sees it: whose a record is goes without saying. The server keeps it all the same,
 * so nothing is missing on the day a colleague comes.
 */
export function asNotebook(metadata: Metadata): Metadata {
  const known = described.get(metadata) ?? { ...metadata, nouns: metadata.nouns.filter(isForOne).map(withoutOthers) };
  described.set(metadata, known);
  return known;
}

const isForOne = ({ name }: NounMetadata): boolean => name !== 'team';

function withoutOthers(noun: NounMetadata): NounMetadata {
  if (noun.name === 'member') return noun;
  return { ...noun, fields: noun.fields.filter((field) => !tellsWhose(field)) };
}

const tellsWhose = (field: Field): boolean =>
  field.kind === 'member' || ((field.kind === 'relation' || field.kind === 'links') && field.to === 'team');
