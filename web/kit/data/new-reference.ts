import type { Reference } from '../../../shared/nouns/value.ts';

/** Stands where an id would while what is pointed at is not there yet. */
const newId = 'new';

/** Points at what is made, by this name alone, with the record that points there. */
export const newReference = (name: string): Reference => ({ id: newId, label: name });

export const isNewReference = ({ id }: Pick<Reference, 'id'>): boolean => id === newId;
