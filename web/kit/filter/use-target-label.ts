import { useTranslation } from '../../i18n/use-translation.tsx';
import { useLabels } from '../labels.ts';
import type { FilterTarget } from './filter-fields.ts';

/** Names a filter target: "Amount", "Address: City", "Company: Industry". */
export function useTargetLabel(): (target: FilterTarget, owner: string) => string {
  const { t } = useTranslation('kit');
  const labels = useLabels();
  return (target, owner) => {
    const own = labels.field(target.noun.name, target.field);
    if (target.ofChild) return `${labels.noun(target.noun.name)}: ${own}`;
    if (target.through) return `${labels.field(owner, target.through)}: ${own}`;
    return target.part ? `${own}: ${t(`part.${target.part}`)}` : own;
  };
}
