import type { CustomFieldDefinition } from '../../../shared/nouns/custom-field.ts';

/** A field that is worked out, where it belongs. */
interface Computed {
  readonly noun: string;
  readonly name: string;
  readonly definition: Pick<CustomFieldDefinition, 'formula' | 'rollUp'>;
}

/**
 * Fields that are worked out, each behind those it is made of: a sum of what a formula gives can be written once the formula
 * is there. Where two wait for each other they stay as they came, and writing them says what is wrong.
 */
export function afterWhatTheyStandOn<F extends Computed>(fields: readonly F[]): readonly F[] {
  const waiting = [...fields];
  const ordered: F[] = [];
  while (waiting.length > 0) {
    const next = waiting.findIndex((one) => !waiting.some((other) => other !== one && standsOn(one, other)));
    ordered.push(...waiting.splice(Math.max(next, 0), 1));
  }
  return ordered;
}

/** Whether the one mentions the other; a step over a relation may lead to any noun. */
function standsOn({ noun, definition: { formula, rollUp } }: Computed, other: Computed): boolean {
  if (rollUp && rollUp.of === other.noun) {
    return rollUp.field === other.name || JSON.stringify(rollUp.filter ?? {}).includes(`"${other.name}"`);
  }
  const before = noun === other.noun ? '' : '\\.';
  return formula !== undefined && new RegExp(`${before}\\b${other.name}\\b`).test(formula);
}
