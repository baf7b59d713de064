import { Button, Group, SegmentedControl, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import type { SharedAccess } from '../../../../shared/nouns/sharing.ts';
import type { AnyRecord, Reference } from '../../../../shared/nouns/value.ts';
import { useTranslation } from '../../../i18n/use-translation.tsx';
import { FormProblem } from '../../../shell/form-problem.tsx';
import { DayInput } from '../../fields/inputs/day-input.tsx';
import { RelationPicker } from '../../form/relation-picker.tsx';
import { useShareRecord } from './sharing.queries.ts';

interface ShareFormProps {
  readonly noun: NounMetadata;
  readonly record: AnyRecord;
}

/** With whom else, how far, until when. */
export function ShareForm({ noun, record }: ShareFormProps) {
  const { t } = useTranslation('kit');
  const share = useShareRecord(noun, record.id);
  const [kind, setKind] = useState<'member' | 'team'>('member');
  const [whom, setWhom] = useState<Reference | null>(null);
  const [access, setAccess] = useState<SharedAccess>('read');
  const [until, setUntil] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!whom) return;
    share.mutate(
      { [kind]: whom.id, access, until, note: note.trim() || null },
      { onSuccess: () => [setWhom(null), setUntil(null), setNote('')] },
    );
  };
  const choose = (next: string) => {
    setKind(next as typeof kind);
    setWhom(null);
  };
  return (
    <form onSubmit={submit} noValidate aria-label={t('sharing.share')}>
      <Stack gap="xs">
        <FormProblem error={share.error} />
        <SegmentedControl
          aria-label={t('sharing.with')}
          value={kind}
          onChange={choose}
          data={(['member', 'team'] as const).map((value) => ({ value, label: t(`sharing.kind.${value}`) }))}
        />
        <RelationPicker key={kind} noun={kind} label={t('sharing.with')} value={whom} onChange={setWhom} within />
        <SegmentedControl
          fullWidth
          aria-label={t('sharing.how')}
          value={access}
          onChange={(next) => setAccess(next as SharedAccess)}
          data={(['read', 'update'] as const).map((value) => ({ value, label: t(`sharing.access.${value}`) }))}
        />
        <DayInput label={t('sharing.lastDay')} value={until} onChange={setUntil} />
        <TextInput
          label={t('sharing.note')}
          value={note}
          maxLength={500}
          onChange={({ currentTarget }) => setNote(currentTarget.value)}
        />
        <Group justify="flex-end">
          <Button type="submit" disabled={!whom} loading={share.isPending}>
            {t('sharing.share')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
