import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Filter } from '../../../shared/filter/filter.ts';
import classes from './report.module.css';

interface FigureLinkProps {
  readonly filter: Filter;
  /** How many records the figure stands for: one that stands for none leads nowhere. */
  readonly count: number;
  readonly children: ReactNode;
  readonly className?: string | undefined;
  /** What is said aloud where the figure alone would not say enough; it must hold the figure. */
  readonly label?: string | undefined;
  /** The list it opens; that of deals where nothing is said. */
  readonly to?: string | undefined;
  /** The whole of what is shown shortened. */
  readonly title?: string | undefined;
}

/** A figure that opens the list of exactly its records. */
export function FigureLink({
  filter,
  count,
  children,
  className = classes.figure,
  label,
  to = '/deals',
  title,
}: FigureLinkProps) {
  if (count === 0) {
    return (
      <span className={className} title={title}>
        {children}
      </span>
    );
  }
  return (
    <Link
      to={to}
      search={{ view: 'list', filter } as never}
      className={className}
      data-link
      aria-label={label}
      title={title}
    >
      {children}
    </Link>
  );
}
