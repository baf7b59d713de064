import { type FieldError, invalid } from '../../shared/errors.ts';
import { isVisible } from '../../shared/filter/field-conditions.ts';
import type { FilterContext } from '../../shared/filter/filter.ts';
import {
  defaultMergeSide,
  isBlank,
  isListKind,
  type MergeSide,
  mergedValue,
  mergeSidesOf,
  pointingElsewhere,
  without,
} from '../../shared/merging/merge-sides.ts';
import { allFields, type Noun } from '../../shared/nouns/noun.ts';
import { isOffered, optionsIn } from '../../shared/nouns/option-offers.ts';
import type { AnyRecord } from '../../shared/nouns/value.ts';
import type { Values } from '../records/rules.ts';
import { differing, inputForm } from '../records/values.ts';
import type { MergedFields } from './merge.repository.ts';

type Sides = Readonly<Record<string, MergeSide>>;

/**
 * Refuses sides of fields there are none of, or that the asker may not change: these are merged as if nobody had chosen, and shown to
 * nobody they are hidden from. `noun` as the asker sees it. Throws 422 naming each.
 */
export function assertSides(noun: Noun, keep: Sides): void {
  const fields = allFields(noun);
  const faults = Object.entries(keep).flatMap(([name, side]): FieldError[] => {
    const path = `keep.${name}`;
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (!field) return [{ path, code: 'unknownField', params: { field: name } }];
    const options = mergeSidesOf(field);
    if (field.masked || options.length === 0) return [{ path, code: 'readOnly' }];
    return options.includes(side) ? [] : [{ path, code: 'notAnOption', params: { options } }];
  });
  if (faults.length > 0) throw invalid(faults);
}

/**
 * What the record that stays is to hold; neither of the two points at itself, or at the other. What is shown under a condition is not filled
 * where that does not hold: an open lead takes no reason over for which another was rejected.
 */
export function mergedValues(
  noun: Noun,
  winner: AnyRecord,
  loser: AnyRecord,
  keep: Sides,
  asked: FilterContext,
): Values {
  const values = chosenValues(noun, winner, loser, keep);
  const whole = { ...winner, ...values };
  const isOutOfPlace = (name: string) => {
    const field = noun.fields[name];
    if (!field || keep[name] || !isBlank(winner[name])) return false;
    const isUnoffered = optionsIn(whole[name]).some((option) => !isOffered(field, option, whole));
    return isUnoffered || (field.visibleWhen !== undefined && !isVisible(field, whole, noun, asked));
  };
  return Object.fromEntries(Object.entries(values).filter(([name]) => !isOutOfPlace(name)));
}

function chosenValues(noun: Noun, winner: AnyRecord, loser: AnyRecord, keep: Sides): Values {
  const pair = [winner.id, loser.id];
  return Object.fromEntries(
    Object.entries(allFields(noun)).flatMap(([name, field]) => {
      if (mergeSidesOf(field).length === 0) return [];
      const here = pointingElsewhere(field, noun.name, inputForm(field, winner[name]), pair);
      const there = pointingElsewhere(field, noun.name, inputForm(field, loser[name]), pair);
      const side = keep[name] ?? defaultMergeSide(field, here, there);
      return [[name, mergedValue(field, side, here, there)]];
    }),
  );
}

/** Where a record points at others of its own noun: who becomes one must not stand below themselves. */
export function pointersUp(noun: Noun, values: Values): Values {
  const up = Object.entries(noun.fields).filter(([, field]) => field.kind === 'relation' && field.to === noun.name);
  return Object.fromEntries(up.flatMap(([name]) => (values[name] ? [[name, values[name]]] : [])));
}

/**
 * What the record held before a merge, as far as it holds what the merge gave it: of lists each entry that was added goes and each that was
 * taken comes back. `kept`: the fields that somebody has changed since.
 */
export function valuesBefore(
  noun: Noun,
  record: AnyRecord,
  merged: MergedFields,
): { readonly values: Values; readonly kept: readonly string[] } {
  const fields = allFields(noun);
  const values: Values = {};
  const kept: string[] = [];
  for (const [name, { from = null, to = null }] of Object.entries(merged)) {
    const field = fields[name];
    if (!field) continue;
    if (Object.keys(differing(noun, record, { [name]: to })).length === 0) values[name] = from;
    else if (isListKind(field.kind)) {
      const left = without(field.kind, record[name], without(field.kind, to, from));
      values[name] = [...left, ...without(field.kind, without(field.kind, from, to), left)];
    } else kept.push(name);
  }
  return { values, kept };
}
