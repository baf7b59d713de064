import type { MouseEvent } from 'react';
import classes from './record-grid.module.css';

interface SelectBoxProps {
  readonly label: string;
  readonly checked: boolean;
  readonly some?: boolean;
  readonly onToggle: (range: boolean) => void;
  readonly tabIndex: number;
}

/** A plain checkbox that fills its cell as a target: a list shows many, and they must be cheap. */
export function SelectBox({ label, checked, some = false, onToggle, tabIndex }: SelectBoxProps) {
  const stop = (event: MouseEvent) => event.stopPropagation();
  return (
    <label className={classes.check} onClick={stop} onKeyDown={undefined}>
      <input
        type="checkbox"
        aria-label={label}
        checked={checked}
        tabIndex={tabIndex}
        ref={(box) => {
          if (box) box.indeterminate = some;
        }}
        onChange={(event) => onToggle((event.nativeEvent as unknown as { shiftKey?: boolean }).shiftKey === true)}
      />
    </label>
  );
}
