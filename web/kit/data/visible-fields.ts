import { use, useMemo } from 'react';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import { useSession } from '../../shell/session.ts';
import type { FieldConditions } from './field-conditions.ts';

let conditions: Promise<typeof import('./field-conditions.ts')> | undefined;

const always: FieldConditions['isVisible'] = () => true;

/**
 * Whether a field is shown, as the record stands. What works conditions out is large: it is waited for (by Suspense) only
 * where a field of the noun has one.
 */
export function useVisibleFields(noun: NounMetadata): FieldConditions['isVisible'] {
  const session = useSession();
  const { conditionsOf } = noun.fields.some(({ visibleWhen }) => visibleWhen) ? use(load()) : nothing;
  return useMemo(() => conditionsOf?.(noun, session).isVisible ?? always, [conditionsOf, noun, session]);
}

const nothing = { conditionsOf: undefined } as const;

function load(): Promise<typeof import('./field-conditions.ts')> {
  conditions ??= import('./field-conditions.ts').catch((error: unknown) => {
    // What could not be loaded now may be another time.
    conditions = undefined;
    throw error;
  });
  return conditions;
}
