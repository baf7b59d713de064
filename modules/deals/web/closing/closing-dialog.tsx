import { Modal, Stack } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../../shared/nouns/value.ts';
import { useFormat } from '../../../../web/i18n/use-format.ts';
import { useToday } from '../../../../web/i18n/use-today.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { findField } from '../../../../web/kit/data/named-field.ts';
import { titleOf } from '../../../../web/kit/data/record-title.ts';
import { ChoiceRadios } from '../../../../web/kit/fields/choice-radios.tsx';
import FieldInput from '../../../../web/kit/fields/inputs/field-input.tsx';
import { useLabels } from '../../../../web/kit/labels.ts';
import { FormButtons } from '../../../../web/ui/form-buttons.tsx';
import type { StageKind } from './use-closing.tsx';

interface ClosingDialogProps {
  readonly noun: NounMetadata;
  readonly deal: AnyRecord;
  readonly kind: StageKind;
  readonly onAnswer: (values: Readonly<Record<string, unknown>> | null) => void;
}

const asked = { won: ['closedOn'], lost: ['lostComment', 'closedOn'], open: [] } as const;

/** What has to be known about the end of a deal. A lost one does not close without its reason. */
export default function ClosingDialog({ noun, deal, kind, onAnswer }: ClosingDialogProps) {
  const { t } = useTranslation('deals');
  const title = titleOf(noun, deal, useFormat());
  const today = useToday();
  const [values, setValues] = useState<Readonly<Record<string, unknown>>>({ closedOn: deal.closedOn ?? today });
  const [tried, setTried] = useState(false);
  const lacksReason = kind === 'lost' && !values.lostReason;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!lacksReason) onAnswer(values);
  };
  return (
    <Modal
      opened
      onClose={() => onAnswer(null)}
      title={t(kind === 'lost' ? 'closing.lostTitle' : 'closing.wonTitle', { deal: title })}
      closeButtonProps={{ 'aria-label': t('closing.close') }}
    >
      <form onSubmit={submit} noValidate>
        <Stack gap="sm">
          {kind === 'lost' && (
            <ChoiceRadios
              noun={noun}
              name="lostReason"
              value={values.lostReason}
              error={tried && lacksReason ? t('closing.reasonNeeded') : undefined}
              onChange={(lostReason) => setValues({ ...values, lostReason })}
            />
          )}
          {asked[kind].map((name) => (
            <ClosingInput
              key={name}
              noun={noun}
              name={name}
              value={values[name]}
              onChange={(value) => setValues({ ...values, [name]: value })}
            />
          ))}
        </Stack>
        <FormButtons cancel={t('closing.cancel')} submit={t('closing.submit')} onCancel={() => onAnswer(null)} />
      </form>
    </Modal>
  );
}

interface ClosingInputProps {
  readonly noun: NounMetadata;
  readonly name: 'closedOn' | 'lostComment';
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
}

function ClosingInput({ noun, name, value, onChange }: ClosingInputProps) {
  const labels = useLabels();
  const field = findField(noun, name);
  if (!field) return null;
  return (
    <FieldInput noun={noun} field={field} label={labels.field(noun.name, field)} value={value} onChange={onChange} />
  );
}
