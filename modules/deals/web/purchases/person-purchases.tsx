import type { AnyRecord } from '../../../../shared/nouns/value.ts';
import { PurchasesPanel } from './purchases-panel.tsx';

/** What was bought in deals that the person stands in. */
export default function PersonPurchases({ record }: { readonly record: AnyRecord }) {
  return <PurchasesPanel pointer="people" clients={[record.id]} />;
}
