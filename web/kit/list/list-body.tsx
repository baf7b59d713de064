import type { RefObject } from 'react';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { LoadingState } from '../../ui/loading-state.tsx';
import classes from './list-page.module.css';
import { NothingHere } from './list-states.tsx';
import { type GridHandle, RecordGrid } from './record-grid.tsx';
import type { ActiveRow } from './use-active-row.ts';
import type { List } from './use-list.ts';
import type { Selection } from './use-selection.ts';

interface ListBodyProps {
  readonly noun: NounMetadata;
  readonly list: List;
  readonly selection: Selection;
  readonly active: ActiveRow;
  readonly handle: RefObject<GridHandle | null>;
  readonly onCreate: (() => void) | undefined;
}

/** The list itself, or why there is none. */
export function ListBody({ noun, list, selection, active, handle, onCreate }: ListBodyProps) {
  const { records, isPending, isError, error, refetch } = list.list;
  if (isPending) {
    return (
      <div className={classes.state}>
        <LoadingState lines={12} />
      </div>
    );
  }
  if (isError && records.length === 0) {
    return (
      <div className={classes.state}>
        <ErrorState error={error} onRetry={() => void refetch()} />
      </div>
    );
  }
  if (records.length === 0) {
    return (
      <div className={classes.state}>
        <NothingHere noun={noun} list={list} onCreate={onCreate} />
      </div>
    );
  }
  return <RecordGrid noun={noun} records={records} list={list} selection={selection} active={active} handle={handle} />;
}
