import { Button, Checkbox, Group, Modal, Stack, Text } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { AnyRecord, Reference } from '../../../../shared/nouns/value.ts';
import { useFormat } from '../../../../web/i18n/use-format.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { RelationPicker } from '../../../../web/kit/form/relation-picker.tsx';
import { useLabels } from '../../../../web/kit/labels.ts';
import { FormProblem } from '../../../../web/shell/form-problem.tsx';
import { notifyDone } from '../../../../web/shell/notify.ts';
import { useFormErrors } from '../../../../web/shell/use-form-errors.ts';
import { ErrorState } from '../../../../web/ui/error-state.tsx';
import { LoadingState } from '../../../../web/ui/loading-state.tsx';
import { useAccess } from '../account.queries.ts';
import { HandOverProgress } from './hand-over-progress.tsx';
import { type MemberWork, useHandOver, useMemberWork } from './leaver.queries.ts';

interface LeaverDialogProps {
  readonly member: AnyRecord;
  /** Shuts the member out first. */
  readonly shutsOut: boolean;
  readonly onClose: () => void;
}

/** Ends somebody's access, and gives what is theirs to look after to a successor. */
export default function LeaverDialog({ member, shutsOut, onClose }: LeaverDialogProps) {
  const { t } = useTranslation('workspace');
  const work = useMemberWork(member.id);
  const handOver = useHandOver(member.id);
  const what = t(shutsOut ? 'account.deactivate' : 'leaver.title');
  const jobs = handOver.data?.jobs;
  return (
    <Modal
      opened
      onClose={onClose}
      title={`${what}: ${String(member.name ?? '')}`}
      closeOnClickOutside={!jobs}
      closeButtonProps={{ 'aria-label': t('leaver.close') }}
    >
      {work.isPending && <LoadingState lines={3} />}
      {work.error && !work.data && <ErrorState error={work.error} onRetry={() => void work.refetch()} />}
      {jobs ? (
        <HandOverProgress jobs={jobs} onClose={onClose} />
      ) : (
        work.data && <LeaverForm {...{ member, shutsOut, onClose, handOver }} work={work.data.items} />
      )}
    </Modal>
  );
}

interface LeaverFormProps extends LeaverDialogProps {
  readonly work: MemberWork;
  readonly handOver: ReturnType<typeof useHandOver>;
}

function LeaverForm({ member, shutsOut, onClose, work, handOver }: LeaverFormProps) {
  const { t } = useTranslation('workspace');
  const { shutOut } = useAccess(member.id);
  const [to, setTo] = useState<Reference | null>(null);
  const [left, setLeft] = useState<readonly string[]>([]);
  const nouns = work.map(({ noun }) => noun).filter((noun) => !left.includes(noun));
  const hands = to !== null && nouns.length > 0;
  const { form, errors } = useFormErrors(handOver.error);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (shutsOut && !shutOut.isSuccess) {
      await shutOut.mutateAsync();
      notifyDone(t('account.deactivated'));
    }
    if (hands) return void (await handOver.mutateAsync({ to: to.id, nouns }));
    onClose();
  };
  return (
    <form ref={form} onSubmit={(event) => void submit(event).catch(() => undefined)} noValidate>
      <Stack gap="sm">
        {shutsOut && <Text size="sm">{t('account.deactivateText')}</Text>}
        {work.length === 0 && (
          <Text size="sm" c="dimmed">
            {t('leaver.nothing')}
          </Text>
        )}
        {work.length > 0 && <Successor {...{ work, left, to, errors }} onLeft={setLeft} onTo={setTo} />}
        <FormProblem error={shutOut.error ?? handOver.error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('leaver.cancel')}
          </Button>
          <Button
            type="submit"
            color={shutsOut ? 'red.9' : undefined}
            loading={shutOut.isPending || handOver.isPending}
            disabled={!shutsOut && !hands}
          >
            {t(shutsOut ? (hands ? 'leaver.both' : 'account.deactivate') : 'leaver.submit')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

interface SuccessorProps {
  readonly work: MemberWork;
  /** Types of records that stay as they are. */
  readonly left: readonly string[];
  readonly to: Reference | null;
  readonly errors: Readonly<Record<string, string>>;
  readonly onLeft: (left: readonly string[]) => void;
  readonly onTo: (to: Reference | null) => void;
}

function Successor({ work, left, to, errors, onLeft, onTo }: SuccessorProps) {
  const { t } = useTranslation('workspace');
  const labels = useLabels();
  const format = useFormat();
  const countOf = ({ count, capped }: MemberWork[number]) => `${format.number(count)}${capped ? '+' : ''}`;
  return (
    <>
      <RelationPicker
        noun="member"
        label={t('leaver.successor')}
        filter={{ field: 'active', op: 'is', value: true }}
        value={to}
        error={errors.to}
        onChange={onTo}
      />
      <Checkbox.Group
        label={t('leaver.what')}
        description={t('leaver.open')}
        value={work.map(({ noun }) => noun).filter((noun) => !left.includes(noun))}
        onChange={(chosen) => onLeft(work.map(({ noun }) => noun).filter((noun) => !chosen.includes(noun)))}
      >
        <Stack gap={6} mt={6}>
          {work.map((item) => (
            <Checkbox key={item.noun} value={item.noun} label={`${labels.nouns(item.noun)} · ${countOf(item)}`} />
          ))}
        </Stack>
      </Checkbox.Group>
    </>
  );
}
