import type { CSSProperties, ReactNode } from 'react';
import classes from './choice-badge.module.css';

interface ChoiceBadgeProps {
  /** One of the theme's colours; grey without. */
  readonly color?: string | undefined;
  readonly children: ReactNode;
}

/** A choice as a small coloured label; readable on light and dark, and without the colour. */
export function ChoiceBadge({ color = 'gray', children }: ChoiceBadgeProps) {
  return (
    <span className={classes.badge} style={{ '--badge-hue': `var(--mantine-color-${color}-6)` } as CSSProperties}>
      {children}
    </span>
  );
}
