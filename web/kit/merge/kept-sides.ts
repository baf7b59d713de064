import { useState } from 'react';
import { defaultMergeSide, type MergeSide, mergedValue, mergeSidesOf } from '../../../shared/merging/merge-sides.ts';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { useFieldConditions } from '../data/field-conditions.ts';
import { isSystem, type NamedField } from '../data/named-field.ts';
import { isSameValue } from '../data/record-values.ts';

/** What a field keeps: the value of the record with that id, or of both. */
export type Kept = string;
export const both = 'both';

export interface KeptSides {
  /** The fields in which the two differ and of which a side may be chosen. */
  readonly fields: readonly NamedField[];
  readonly keptOf: (field: NamedField) => Kept;
  readonly optionsOf: (field: NamedField) => readonly Kept[];
  readonly choose: (field: NamedField, kept: Kept) => void;
  /** As the API is told of it: what nobody chose is left to its rule. */
  readonly keep: Readonly<Record<string, MergeSide>>;
}

/** Whose value each field keeps. A choice is of a record, and stays where the other one is to stay. */
export function useKeptSides(noun: NounMetadata, winner: AnyRecord, other: AnyRecord): KeptSides {
  const [chosen, setChosen] = useState<Readonly<Record<string, Kept>>>({});
  const toSide = (kept: Kept): MergeSide => (kept === winner.id ? 'this' : kept === other.id ? 'other' : both);
  const { isVisible } = useFieldConditions(noun);
  const sideOf = (field: NamedField): MergeSide => {
    const kept = chosen[field.name];
    return kept ? toSide(kept) : defaultMergeSide(field, winner[field.name], other[field.name]);
  };
  const differing = noun.fields.filter(
    (field) =>
      !isSystem(field) &&
      !field.masked &&
      mergeSidesOf(field).length > 0 &&
      !isSameValue(field, winner[field.name], other[field.name]),
  );
  const merged = Object.fromEntries(
    differing.map((field) => [field.name, mergedValue(field, sideOf(field), winner[field.name], other[field.name])]),
  );
  // What would not be shown of the one that stays is no choice to make.
  const fields = differing.filter((field) => isVisible(field, { ...winner, ...merged }));
  const toKept = (side: MergeSide) => (side === 'this' ? winner.id : side === 'other' ? other.id : both);
  return {
    fields,
    optionsOf: (field) => {
      const options = mergeSidesOf(field).map(toKept);
      // In the order in which they stand side by side, whoever stays.
      return [winner.id, other.id]
        .sort()
        .concat(both)
        .filter((kept) => options.includes(kept));
    },
    keptOf: (field) => toKept(sideOf(field)),
    choose: (field, kept) => setChosen({ ...chosen, [field.name]: kept }),
    keep: Object.fromEntries(
      Object.entries(chosen)
        .filter(([name]) => fields.some((field) => field.name === name))
        .map(([name, kept]) => [name, toSide(kept)]),
    ),
  };
}
