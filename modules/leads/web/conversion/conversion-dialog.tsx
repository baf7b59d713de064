import { Modal, Stack, Text } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../../shared/nouns/value.ts';
import { problemFields } from '../../../../web/i18n/problem-text.ts';
import { useFormat } from '../../../../web/i18n/use-format.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { useNoun } from '../../../../web/kit/data/metadata.ts';
import { titleOf } from '../../../../web/kit/data/record-title.ts';
import { FormProblem } from '../../../../web/shell/form-problem.tsx';
import { notifyDone } from '../../../../web/shell/notify.ts';
import { FormButtons } from '../../../../web/ui/form-buttons.tsx';
import type { ConversionProposal } from '../../contract/conversion.api.ts';
import { useConversion, useConversionProposal } from './conversion.queries.ts';
import { beginDraft, conversionOf, conversionTargets, type TargetName } from './conversion-draft.ts';
import { TargetChoice } from './target-choice.tsx';

interface ConversionDialogProps {
  readonly noun: NounMetadata;
  readonly lead: AnyRecord;
  readonly onClose: () => void;
}

/** What is asked for of each new record; the rest goes over by itself. */
const asked: Readonly<Record<TargetName, readonly string[]>> = {
  company: ['name'],
  person: ['name'],
  deal: ['name', 'amount', 'pipeline'],
};

/** Has a lead become a company, a person and a deal, new ones or those that are there already. */
export default function ConversionDialog({ noun, lead, onClose }: ConversionDialogProps) {
  const { t } = useTranslation('leads');
  const title = titleOf(noun, lead, useFormat());
  const proposal = useConversionProposal(lead.id);
  return (
    <Modal
      opened
      size="lg"
      onClose={onClose}
      title={t('conversion.title', { lead: title })}
      closeButtonProps={{ 'aria-label': t('conversion.close') }}
    >
      <FormProblem error={proposal.error} />
      {proposal.isPending && <Text c="dimmed">{t('conversion.loading')}</Text>}
      {proposal.data && <ConversionForm lead={lead.id} proposal={proposal.data} onClose={onClose} />}
    </Modal>
  );
}

interface ConversionFormProps {
  readonly lead: string;
  readonly proposal: ConversionProposal;
  readonly onClose: () => void;
}

function ConversionForm({ lead, proposal, onClose }: ConversionFormProps) {
  const { t } = useTranslation('leads');
  const [company, person, deal] = [useNoun('company'), useNoun('person'), useNoun('deal')];
  const [draft, setDraft] = useState(() => beginDraft(proposal));
  const { mutate, isPending, error, reset } = useConversion(lead, () => {
    notifyDone(t('conversion.done'));
    onClose();
  });
  if (!company || !person || !deal) return null;
  const nouns = { company, person, deal };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    mutate(conversionOf(draft, nouns, asked));
  };
  const faults = problemFields(error, t);
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="lg">
        {conversionTargets.map((name) => (
          <TargetChoice
            key={name}
            noun={nouns[name]}
            label={t(`conversion.${name}`)}
            proposal={proposal[name]}
            asked={asked[name]}
            draft={draft[name]}
            faults={faults}
            onChange={(next) => {
              // What was objected to is being mended.
              reset();
              setDraft({ ...draft, [name]: next });
            }}
          />
        ))}
        <Text size="sm" c="dimmed">
          {t('conversion.stays')} {t('conversion.history')}
        </Text>
        <FormProblem error={error} />
      </Stack>
      <FormButtons
        cancel={t('conversion.cancel')}
        submit={t('conversion.submit')}
        loading={isPending}
        onCancel={onClose}
      />
    </form>
  );
}
