import { allFields } from '../../../shared/nouns/noun.ts';
import { caseFold } from '../../../shared/text/fold.ts';
import type { ReadRow } from './read-row.ts';
import { keyNames, ownKeys, soughtKeys, titleOf } from './row-keys.ts';

/**
 * Rows in their order, in batches that may be looked up before any of their rows is written: no row may be about what an
 * earlier one of its batch makes. Where that is not sure, the row begins a batch.
 */
export function batchesOf<R extends { readonly row: ReadRow }>(rows: readonly R[]): readonly (readonly R[])[] {
  const batches: R[][] = [];
  let made = nothingMade();
  for (const one of rows) {
    const names = namesIn(one.row);
    const last = batches.at(-1);
    if (last && !dependsOn(names, made)) last.push(one);
    else {
      batches.push([one]);
      made = nothingMade();
    }
    for (const name of names.makes) made.records.add(name);
    for (const name of names.points) made.pointed.add(name);
  }
  return batches;
}

/** What a row's record is sought by, what it will be known by, and which others of its noun the row names. */
interface RowNames {
  readonly seeks: readonly string[];
  readonly makes: readonly string[];
  readonly points: readonly string[];
  readonly isAlone: boolean;
}

interface MadeNames {
  readonly records: Set<string>;
  readonly pointed: Set<string>;
}

const nothingMade = (): MadeNames => ({ records: new Set(), pointed: new Set() });

function dependsOn({ seeks, points, isAlone }: RowNames, { records, pointed }: MadeNames): boolean {
  if (isAlone) return true;
  return seeks.some((name) => records.has(name) || pointed.has(name)) || points.some((name) => records.has(name));
}

function namesIn(row: ReadRow): RowNames {
  const { noun } = row.plan;
  const fields = allFields(noun);
  return {
    seeks: soughtKeys(noun, row.values).map(({ name, text }) => `${name}:${text}`),
    makes: namesOf(row),
    points: pointedNames(row, noun.name),
    // Whom a pointer means is not known before it is looked up.
    isAlone: keyNames(noun).some((name) => fields[name]?.kind === 'relation' || fields[name]?.kind === 'member'),
  };
}

function namesOf({ plan, values }: ReadRow): readonly string[] {
  const title = titleOf(plan.noun, values);
  return [...ownKeys(plan.noun, values), ...(title ? [`${plan.noun.title}:${caseFold(title.trim())}`] : [])];
}

/** Records of the noun that pointers of the row, however far, look for or bring about. */
function pointedNames(row: ReadRow, noun: string): readonly string[] {
  const inner = [...row.pointers, ...row.children].map((one) => one.row);
  return inner.flatMap((one) => [...(one.plan.noun.name === noun ? namesOf(one) : []), ...pointedNames(one, noun)]);
}
