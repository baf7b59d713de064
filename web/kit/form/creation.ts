import { createContext, useContext } from 'react';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';

export interface CreationRequest {
  readonly noun: NounMetadata;
  /** What the form opens filled with, as a record shows it. */
  readonly initial?: Readonly<Record<string, unknown>>;
  readonly onCreated?: (record: AnyRecord) => void;
}

/** What opens the form of a new record on a noun's page, as the hash of its address. */
export const creationHash = 'new';

/** Opens a form for a new record; forms opened from forms stand above them. */
export type OpenCreation = (request: CreationRequest) => void;

export const CreationContext = createContext<OpenCreation>(() => {
  throw new Error('No CreationProvider above: wrap the page in one');
});

export const useCreation = (): OpenCreation => useContext(CreationContext);
