import { Button } from '@mantine/core';
import { createContext, type ReactNode, use, useState } from 'react';
import { createPortal } from 'react-dom';
import classes from './spare-buttons.module.css';

const PlaceContext = createContext<HTMLElement | null>(null);

/** Panels, and below them the one place for the buttons that begin what a card has none of yet. */
export function SpareButtons({ children }: { readonly children: ReactNode }) {
  const [place, setPlace] = useState<HTMLElement | null>(null);
  return (
    <PlaceContext value={place}>
      {children}
      <div ref={setPlace} className={classes.place} />
    </PlaceContext>
  );
}

interface SpareButtonProps {
  readonly icon: ReactNode;
  /** It says what it begins: there is no panel around it. */
  readonly children: string;
  readonly loading?: boolean;
  readonly onClick: () => void;
}

/** Stands in place of a panel that has nothing to show, among the others of its kind. */
export function SpareButton({ icon, children, loading = false, onClick }: SpareButtonProps) {
  const place = use(PlaceContext);
  const button = (
    <Button variant="subtle" color="gray" size="compact-sm" leftSection={icon} loading={loading} onClick={onClick}>
      {children}
    </Button>
  );
  return place && createPortal(button, place);
}
