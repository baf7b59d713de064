import { useRef } from 'react';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import { useMetadata } from './metadata.ts';
import type { NamedField } from './named-field.ts';
import { fieldsWithin, findFirstWithin } from './within.ts';

/**
 * When a field changes on which others depend (a deal's pipeline): empties those and then sets each to the first that fits,
 * for the person to see and change. What is set once the field has changed again is dropped.
 */
export function useFirstWithin(noun: NounMetadata) {
  const { data } = useMetadata();
  const turn = useRef(0);
  return async (changed: NamedField, value: unknown, set: (name: string, value: unknown) => void): Promise<void> => {
    turn.current += 1;
    const mine = turn.current;
    for (const field of fieldsWithin(noun, changed.name)) {
      set(field.name, null);
      const target = data?.nouns.find(({ name }) => name === field.to);
      // Left empty where it cannot be asked for: the server has a first one too.
      const first = target ? await findFirstWithin(target, field, { [changed.name]: value }).catch(() => null) : null;
      if (mine === turn.current) set(field.name, first);
    }
  };
}
