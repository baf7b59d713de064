import type { FieldError } from '../../../shared/errors.ts';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import { fieldText } from '../../../web/i18n/problem-text.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { findField } from '../../../web/kit/data/named-field.ts';
import { useLabels } from '../../../web/kit/labels.ts';

/** What is wrong with a row, in words: the column (or the field that no column fills), the value, the reason. */
export interface FaultText {
  readonly column: string;
  readonly value: string;
  readonly reason: string;
}

export function useFaultText(noun: NounMetadata | null | undefined): (fault: FieldError) => FaultText {
  const { t } = useTranslation();
  const labels = useLabels();
  return (fault) => {
    const field = noun ? findField(noun, fault.path.split('.')[0] ?? '') : null;
    const column = field && noun ? labels.field(noun.name, field) : fault.path;
    const value = fault.params?.value;
    return { column, value: value === undefined ? '' : String(value), reason: fieldText(fault, t) };
  };
}
