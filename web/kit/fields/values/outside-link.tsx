import { Anchor } from '@mantine/core';
import type { ReactNode } from 'react';
import { useShowsLinks } from '../../record-link.tsx';

interface OutsideLinkProps {
  readonly href: string;
  readonly children: ReactNode;
  /** Opens beside the product instead of handing over to a mail or phone program. */
  readonly newTab?: boolean;
}

/** A web, mail or phone address; plain text where the value stands inside another link. */
export function OutsideLink({ href, children, newTab = false }: OutsideLinkProps) {
  const { links, tabIndex } = useShowsLinks();
  // The beginning of an address leads nowhere.
  if (!links || /\u2022|%E2%80%A2/.test(href)) return <>{children}</>;
  return (
    <Anchor
      href={href}
      inherit
      tabIndex={tabIndex}
      onClick={(event) => event.stopPropagation()}
      {...(newTab ? { target: '_blank', rel: 'noopener noreferrer' } : {})}
    >
      {children}
    </Anchor>
  );
}
