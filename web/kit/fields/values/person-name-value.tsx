import { useFormat } from '../../../i18n/use-format.ts';
import type { ValueProps } from '../field-view.ts';

export function PersonNameValue({ value }: ValueProps<'personName'>) {
  return <>{useFormat().personName(value)}</>;
}
