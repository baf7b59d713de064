import { useTranslation } from '../../../i18n/use-translation.tsx';
import { findField } from '../../data/named-field.ts';
import { useLabels } from '../../labels.ts';
import type { InputProps } from '../field-view.ts';
import { isLeftOver } from '../offered-options.ts';

type Choosing = Omit<InputProps<'choice' | 'choices'>, 'onChange'>;

/** What is said of a choice that depends on another: what to choose first, or that what it holds does not go with that one. */
export function useOfferHints({ noun, field, value, siblings }: Choosing, offered: number) {
  const { t } = useTranslation('kit');
  const labels = useLabels();
  const by = field.offeredWith && siblings ? findField(noun, field.offeredWith.field) : null;
  if (!by) return {};
  const words = { field: labels.field(noun.name, by) };
  if (isLeftOver(field, value, siblings)) return { description: t('choice.leftOver', words) };
  return offered === 0 ? { placeholder: t('choice.first', words) } : {};
}
