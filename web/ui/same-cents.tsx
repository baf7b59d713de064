import type { ReactNode } from 'react';
import type { Money } from '../../shared/nouns/value.ts';
import { hasCents } from '../i18n/format.ts';
import { CentsContext } from '../i18n/use-format.ts';

interface SameCentsProps {
  readonly amounts: readonly (Money | null | undefined)[];
  readonly children: ReactNode;
}

/** Amounts that stand under each other: as soon as one of them has cents, all show theirs, so that digits line up. */
export function SameCents({ amounts, children }: SameCentsProps) {
  return <CentsContext value={amounts.some((amount) => amount && hasCents(amount))}>{children}</CentsContext>;
}
