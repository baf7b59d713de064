import type { AnyRecord } from '../../../../shared/nouns/value.ts';
import { MoneyPanel } from './money-panel.tsx';

/** The money of a private client. */
export default function PersonMoney({ record }: { readonly record: AnyRecord }) {
  return <MoneyPanel pointer="person" ids={[record.id]} />;
}
