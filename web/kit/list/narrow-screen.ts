import { useMediaQuery } from '@mantine/hooks';

/** Below 48em columns can not be read: lists become cards, a record's columns tabs. */
export const useNarrowScreen = (): boolean =>
  useMediaQuery('(max-width: 48em)', undefined, { getInitialValueInEffect: false });

/** A finger needs more height than a mouse. */
export const useCoarsePointer = (): boolean =>
  useMediaQuery('(pointer: coarse)', undefined, { getInitialValueInEffect: false });
