import { Input } from '@mantine/core';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import type { FieldDraft } from './field-form.ts';
import { OptionEditor } from './option-editor.tsx';

interface OptionListProps {
  readonly options: FieldDraft['options'];
  readonly error: string | undefined;
  readonly onChange: (part: Partial<FieldDraft>) => void;
}

/** The options of an added choice. */
export function OptionList({ options, error, onChange }: OptionListProps) {
  const { t } = useTranslation('customisation');
  return (
    <Input.Wrapper label={t('fields.options')} error={error} labelElement="div">
      <OptionEditor options={options} extensible removable onChange={(next) => onChange({ options: next })} />
    </Input.Wrapper>
  );
}
