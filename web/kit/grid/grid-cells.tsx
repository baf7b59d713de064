import { Suspense, useLayoutEffect } from 'react';
import { useKeyGroup } from '../../shell/keys/key-sheet.ts';
import { part } from '../../ui/part.tsx';
import { cellKeyLines } from './cell-keys.ts';
import { EarlyPaste } from './early-paste.tsx';
import type { GridStatusProps } from './grid-status.tsx';
import { useCellPointer } from './use-cell-pointer.ts';
import { type Cells, type CellsOptions, useCells } from './use-cells.ts';
import { useOpenEdits } from './use-edits.ts';

const GridStatus = part(() => import('./grid-status.tsx'));
const CellClipboard = part(() => import('./cell-clipboard-events.tsx'));

/** The cells and what the mouse does to them. */
export interface GridCells {
  readonly cells: Cells;
  readonly pointer: ReturnType<typeof useCellPointer>;
}

interface GridCellsProps extends CellsOptions {
  readonly onCells: (cells: GridCells) => void;
}

/** What makes a grid a spreadsheet: told to the grid as it changes. Shows only what there is to be said beneath the grid. */
export default function GridCells({ onCells, ...options }: GridCellsProps) {
  const cells = useCells(options);
  useKeyGroup('kit:keys.cells.title', cellKeyLines);
  const pointer = useCellPointer(cells);
  useLayoutEffect(() => onCells({ cells, pointer }), [onCells, cells, pointer]);
  const { noun, records, fields } = options;
  return <CellExtras noun={noun} records={records} fields={fields} cells={cells} />;
}

/** What cells need beside themselves, once somebody goes to one; what there is to be said only where there is something. */
function CellExtras(props: GridStatusProps) {
  const { edits, hint, acts, cursor } = props.cells;
  const open = useOpenEdits(edits);
  const isOn = cursor.head !== null;
  return (
    <>
      <Suspense fallback={isOn && <EarlyPaste acts={acts} />}>
        {(isOn || open.length > 0) && <CellClipboard acts={acts} isOn={isOn} />}
      </Suspense>
      <Suspense>{(hint || open.some(({ state }) => state !== 'saving')) && <GridStatus {...props} />}</Suspense>
    </>
  );
}
