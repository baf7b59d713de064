import { useMemo } from 'react';
import type { FindNoun } from '../../../shared/filter/field-path.ts';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { Noun } from '../../../shared/nouns/noun.ts';
import { useMetadata } from '../../../web/kit/data/metadata.ts';

/** The nouns the person may see, as their declarations are: what formulas are checked against. */
export function useDeclaredNouns(): FindNoun {
  const { data } = useMetadata();
  return useMemo(() => {
    const byName = new Map((data?.nouns ?? []).map((noun) => [noun.name, declared(noun)]));
    return (name) => byName.get(name) ?? null;
  }, [data]);
}

function declared(noun: NounMetadata): Noun {
  return { ...noun, fields: Object.fromEntries(noun.fields.map(({ name, ...field }) => [name, field])) };
}
