import { type ReactNode, type RefObject, useEffect, useRef } from 'react';
import classes from './step-bar.module.css';

export interface Step {
  readonly key: string;
  readonly name: string;
  /** How it is coloured while it is the current one. */
  readonly tone: 'open' | 'won' | 'lost';
  readonly isPassed: boolean;
  /** What a press on it does. */
  readonly hint: string;
}

interface StepBarProps {
  readonly label: string;
  readonly steps: readonly Step[];
  /** The place of the current step; -1 where there is none. */
  readonly current: number;
  readonly disabled: boolean;
  readonly onChoose: (index: number) => void;
  readonly children?: ReactNode;
}

/** The way that a record goes, and where on it it is; a press takes it to another step. */
export function StepBar({ label, steps, current, disabled, onChoose, children }: StepBarProps) {
  const list = useRef<HTMLOListElement>(null);
  useCurrentInSight(list, current);
  return (
    <nav className={classes.bar} aria-label={label}>
      <ol ref={list} className={classes.steps}>
        {steps.map(({ key, name, tone, isPassed, hint }, index) => (
          <li key={key} className={classes.item}>
            <button
              type="button"
              className={classes.step}
              data-passed={isPassed || undefined}
              data-current={index === current ? tone : undefined}
              aria-current={index === current ? 'step' : undefined}
              disabled={disabled}
              title={index === current ? undefined : hint}
              onClick={() => onChoose(index)}
            >
              <span className={classes.name}>{name}</span>
            </button>
          </li>
        ))}
      </ol>
      {children}
    </nav>
  );
}

/** Keeps the current step in sight where the bar is wider than the screen. */
function useCurrentInSight(list: RefObject<HTMLOListElement | null>, current: number) {
  useEffect(() => {
    const bar = list.current;
    const item = bar?.children[current];
    if (bar && item instanceof HTMLElement) bar.scrollLeft = item.offsetLeft - bar.clientWidth / 3;
  }, [list, current]);
}
