import { useLabels } from '../../labels.ts';
import type { ValueProps } from '../field-view.ts';
import { ChoiceBadge } from './choice-badge.tsx';

export function ChoiceValue({ noun, field, value }: ValueProps<'choice'>) {
  const labels = useLabels();
  const color = field.options.find((option) => option.value === value)?.color;
  return <ChoiceBadge color={color}>{labels.option(noun.name, field, value)}</ChoiceBadge>;
}
