import { MoneyText } from '../../../ui/value-text.tsx';
import type { ValueProps } from '../field-view.ts';

export function MoneyValue({ value }: ValueProps<'money'>) {
  return <MoneyText value={value} />;
}
