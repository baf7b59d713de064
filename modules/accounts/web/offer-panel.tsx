import type { ComponentProps } from 'react';
import OfferButton from './offer-button.tsx';
import classes from './offer-panel.module.css';

/** The same as a line of its own, at the head of the item's card. */
export default function OfferPanel(props: ComponentProps<typeof OfferButton>) {
  return (
    <div className={classes.panel}>
      <OfferButton {...props} />
    </div>
  );
}
