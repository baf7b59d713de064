import type { MouseEvent, ReactNode } from 'react';
import { addressOf, goTo } from './place.ts';

interface LinkProps {
  /** The part of the portal it leads to. */
  readonly to: readonly string[];
  readonly className?: string;
  readonly current?: boolean;
  readonly children: ReactNode;
}

/** A link within the portal: the page stays, another part of it is shown. */
export function Link({ to, className, current, children }: LinkProps) {
  const follow = (event: MouseEvent) => {
    // In a tab of its own, or to be kept, as any link.
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    goTo(...to);
  };
  return (
    <a href={addressOf(...to)} className={className} aria-current={current ? 'page' : undefined} onClick={follow}>
      {children}
    </a>
  );
}
