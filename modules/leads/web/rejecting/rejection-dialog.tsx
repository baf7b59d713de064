import { Modal, Stack } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../../shared/nouns/value.ts';
import { useFormat } from '../../../../web/i18n/use-format.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { findField } from '../../../../web/kit/data/named-field.ts';
import { useUpdateRecord } from '../../../../web/kit/data/record-mutations.ts';
import { titleOf } from '../../../../web/kit/data/record-title.ts';
import { ChoiceRadios } from '../../../../web/kit/fields/choice-radios.tsx';
import FieldInput from '../../../../web/kit/fields/inputs/field-input.tsx';
import { useLabels } from '../../../../web/kit/labels.ts';
import { FormProblem } from '../../../../web/shell/form-problem.tsx';
import { FormButtons } from '../../../../web/ui/form-buttons.tsx';

interface RejectionDialogProps {
  readonly noun: NounMetadata;
  readonly lead: AnyRecord;
  readonly onClose: () => void;
}

/** A lead is not rejected without its reason. */
export default function RejectionDialog({ noun, lead, onClose }: RejectionDialogProps) {
  const { t } = useTranslation('leads');
  const labels = useLabels();
  const title = titleOf(noun, lead, useFormat());
  const [values, setValues] = useState<Readonly<Record<string, unknown>>>({});
  const [tried, setTried] = useState(false);
  const { mutate, isPending, error } = useUpdateRecord(noun);
  const comment = findField(noun, 'rejectionComment');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!values.rejectionReason) return;
    const rejected = { ...values, status: 'rejected' };
    mutate({ id: lead.id, version: lead.version, values: rejected }, { onSuccess: onClose });
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('rejecting.title', { lead: title })}
      closeButtonProps={{ 'aria-label': t('rejecting.close') }}
    >
      <form onSubmit={submit} noValidate>
        <Stack gap="sm">
          <FormProblem error={error} />
          <ChoiceRadios
            noun={noun}
            name="rejectionReason"
            value={values.rejectionReason}
            error={tried && !values.rejectionReason ? t('rejecting.reasonNeeded') : undefined}
            onChange={(rejectionReason) => setValues({ ...values, rejectionReason })}
          />
          {comment && (
            <FieldInput
              noun={noun}
              field={comment}
              label={labels.field(noun.name, comment)}
              value={values.rejectionComment}
              onChange={(rejectionComment) => setValues({ ...values, rejectionComment })}
            />
          )}
        </Stack>
        <FormButtons
          cancel={t('rejecting.cancel')}
          submit={t('rejecting.submit')}
          loading={isPending}
          onCancel={onClose}
        />
      </form>
    </Modal>
  );
}
