import { ActionIcon } from '@mantine/core';
import type { Icon } from '../../../web/module.ts';
import { KeyHint } from '../../../web/ui/key-hint.tsx';
import classes from './today.module.css';

interface ActButtonProps {
  readonly icon: Icon;
  readonly label: string;
  /** Its place on the keyboard, e.g. `KeyT`. */
  readonly keyCode: string;
  readonly onAct: () => void;
}

/** One act on a line of the day, with the key that does it. */
export function ActButton({ icon: Shown, label, keyCode, onAct }: ActButtonProps) {
  return (
    <span className={classes.act}>
      <ActionIcon data-key={keyCode} aria-label={label} title={label} onClick={onAct}>
        <Shown size={16} stroke={1.6} />
      </ActionIcon>
      <KeyHint keys={keyCode.replace('Key', '')} />
    </span>
  );
}
