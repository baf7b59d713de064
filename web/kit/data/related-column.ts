import type { Metadata, NounMetadata } from '../../../shared/nouns/metadata.ts';
import { isPath } from '../../../shared/nouns/related-field.ts';
import { findField, type NamedField, targetNoun } from './named-field.ts';

/** The column of a list that a name stands for: a field, or by its path one of a record pointed at. Null where there is none. */
export function findColumn(metadata: Metadata | undefined, noun: NounMetadata, name: string): NamedField | null {
  if (!isPath(name)) return findField(noun, name);
  const [first = '', second = ''] = name.split('.');
  const via = findField(noun, first);
  const target = metadata && via && pointsAtOne(via) ? findNoun(metadata, via) : undefined;
  const field = target && findField(target, second);
  return via && target && field ? columnOf(via, target, field) : null;
}

/** The columns that come from the record a field points at. */
export interface RelatedColumns {
  readonly via: NamedField;
  readonly fields: readonly NamedField[];
}

/** Every column that a list of the noun can have from records its own point at, by the field that points there. */
export function listRelatedColumns(metadata: Metadata, noun: NounMetadata): readonly RelatedColumns[] {
  return noun.fields.flatMap((via): RelatedColumns[] => {
    const target = pointsAtOne(via) && !via.retired && !via.hidden ? findNoun(metadata, via) : undefined;
    const fields = target?.fields.filter(
      ({ name, retired, hidden }) => name !== target.title && name !== 'deletedAt' && !retired && !hidden,
    );
    return target && fields?.length ? [{ via, fields: fields.map((field) => columnOf(via, target, field)) }] : [];
  });
}

/** Read only: what another record holds is changed there. */
function columnOf(via: NamedField, noun: NounMetadata, field: NamedField): NamedField {
  return { ...field, name: `${via.name}.${field.name}`, readOnly: true, from: { via, noun, field } };
}

const pointsAtOne = ({ kind, name }: NamedField): boolean =>
  (kind === 'relation' || kind === 'member') && name !== 'createdBy';

const findNoun = ({ nouns }: Metadata, via: NamedField): NounMetadata | undefined =>
  nouns.find(({ name }) => name === targetNoun(via));
