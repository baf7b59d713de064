import type { Telling } from '../../shared/nouns/noun.ts';
import { snakeCase } from './names.ts';

/** The columns that say when what a record tells took place, in the order they are asked: the first that is filled counts. */
export function momentColumns({ at }: Telling): readonly string[] {
  return [...(at ? [snakeCase(at)] : []), 'created_at'];
}
