import type { Reference } from '../../../../shared/nouns/value.ts';
import { useTranslation } from '../../../i18n/use-translation.tsx';
import { useReferenceLabel } from '../../data/reference-label.ts';

interface ReferenceLabelProps {
  readonly noun: string;
  readonly reference: Reference;
}

/** The name of what is pointed at: as it came with the reference, else asked for. */
export function ReferenceLabel({ noun, reference }: ReferenceLabelProps) {
  return reference.label ? reference.label : <AskedLabel noun={noun} id={reference.id} />;
}

/** A record the actor may not see, or that is gone, says so. */
function AskedLabel({ noun, id }: { readonly noun: string; readonly id: string }) {
  const { t } = useTranslation('kit');
  const label = useReferenceLabel(noun, id);
  if (label === undefined) return <>…</>;
  return <>{label ?? t('value.notVisible')}</>;
}
