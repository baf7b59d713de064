import { type ReactNode, Suspense, use } from 'react';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { ModulesContext } from '../../shell/modules-context.ts';

/** What modules offer at the end of each line of the noun's records; undefined where none does. */
export function useLineActs(noun: NounMetadata): ((record: AnyRecord) => ReactNode) | undefined {
  const modules = use(ModulesContext);
  const acts = modules.flatMap(({ lineActs = [] }) => lineActs).filter((one) => one.noun === noun.name);
  if (acts.length === 0) return undefined;
  return (record) => (
    <Suspense>
      {acts.map(({ component: Acts }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: modules and what they offer stay as they are.
        <Acts key={index} noun={noun} record={record} />
      ))}
    </Suspense>
  );
}
