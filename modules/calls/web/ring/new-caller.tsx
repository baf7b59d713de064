import { Button, Text } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import type { CallNumber } from '../../../../shared/phones/call-number.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { useCreation } from '../../../../web/kit/form/creation.ts';
import { recordPath } from '../../../../web/kit/record-link.tsx';
import type { MyCall } from '../../contract/index.ts';

interface NewCallerProps {
  readonly call: MyCall;
  readonly number: CallNumber;
  readonly nouns: readonly NounMetadata[];
}

/** Whoever has no card yet becomes a lead of the line's source. */
export function NewCaller({ call, number, nouns }: NewCallerProps) {
  const { t } = useTranslation('calls');
  const open = useCreation();
  const navigate = useNavigate();
  const lead = nouns.find(({ name, may }) => name === 'lead' && may.create);
  const create = () => {
    if (!lead) return;
    open({
      noun: lead,
      initial: {
        phones: [{ number: number.text, original: number.text }],
        channel: 'phone',
        ...(call.source ? { source: call.source } : {}),
      },
      onCreated: ({ id }) => void navigate({ to: recordPath(lead.plural, id) }),
    });
  };
  useHotkeys([['F9', create]], []);
  return (
    <>
      <Text size="sm">{t('ring.nobody')}</Text>
      {lead && (
        <Button variant="default" leftSection={<IconPlus size={16} />} title="F9" onClick={create}>
          {t('nouns:lead.create')}
        </Button>
      )}
    </>
  );
}
