import { Button, Group } from '@mantine/core';
import { IconArrowBackUp, IconArrowsSplit2, IconX } from '@tabler/icons-react';
import { Suspense, useState } from 'react';
import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../../shared/nouns/value.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { useUpdateRecord } from '../../../../web/kit/data/record-mutations.ts';
import { isReferenceValue } from '../../../../web/kit/data/record-values.ts';
import { ReferenceLabel } from '../../../../web/kit/fields/values/reference-label.tsx';
import { useLabels } from '../../../../web/kit/labels.ts';
import { RecordLink } from '../../../../web/kit/record-link.tsx';
import { notifyDone, notifyProblem } from '../../../../web/shell/notify.ts';
import { ConfirmDialog } from '../../../../web/ui/confirm-dialog.tsx';
import { part } from '../../../../web/ui/part.tsx';
import { useUndoneConversion } from '../conversion/conversion.queries.ts';
import classes from './lead-bar.module.css';

const ConversionDialog = part(() => import('../conversion/conversion-dialog.tsx'));
const RejectionDialog = part(() => import('../rejecting/rejection-dialog.tsx'));

interface LeadBarProps {
  readonly noun: NounMetadata;
  readonly record: AnyRecord;
}

type Asked = 'conversion' | 'rejection';

/**
 * What a lead has become, or the ways in which it can end. What is asked outlasts the lead's state, which shows before it is
 * saved: a dialog stays until that is through, and tells what kept it.
 */
export default function LeadBar({ noun, record }: LeadBarProps) {
  const [asked, setAsked] = useState<Asked | null>(null);
  const close = () => setAsked(null);
  return (
    <>
      <State noun={noun} record={record} onAsk={setAsked} />
      <Suspense>
        {asked === 'conversion' && <ConversionDialog noun={noun} lead={record} onClose={close} />}
        {asked === 'rejection' && <RejectionDialog noun={noun} lead={record} onClose={close} />}
      </Suspense>
    </>
  );
}

interface StateProps extends LeadBarProps {
  readonly onAsk: (asked: Asked) => void;
}

function State({ noun, record, onAsk }: StateProps) {
  if (record.status === 'converted') return <Became noun={noun} record={record} />;
  if (!noun.may.update || record.deletedAt) return null;
  return record.status === 'rejected' ? <Reopening noun={noun} record={record} /> : <Endings onAsk={onAsk} />;
}

function Became({ noun, record }: LeadBarProps) {
  const { t } = useTranslation('leads');
  const links = ['company', 'person', 'deal'].flatMap((name) => {
    const reference = record[name];
    return isReferenceValue(reference) ? [{ name, reference }] : [];
  });
  if (links.length === 0) return null;
  return (
    <section className={classes.bar} aria-label={t('bar.became')}>
      <span className={classes.lead}>{t('bar.became')}</span>
      {links.map(({ name, reference }) => (
        <RecordLink key={name} noun={name} id={reference.id}>
          <ReferenceLabel noun={name} reference={reference} />
        </RecordLink>
      ))}
      {noun.may.update && !record.deletedAt && <Undo record={record} />}
    </section>
  );
}

/** Takes the conversion back, and tells what stays of it. */
function Undo({ record }: { readonly record: AnyRecord }) {
  const { t } = useTranslation('leads');
  const labels = useLabels();
  const [asked, setAsked] = useState(false);
  const { mutate, isPending } = useUndoneConversion(record.id);
  const undo = () =>
    mutate(undefined, {
      onSuccess: ({ stays }) => {
        setAsked(false);
        const names = stays.map(({ noun }) => labels.noun(noun)).join(', ');
        notifyDone(stays.length > 0 ? `${t('bar.undone')}. ${t('bar.stay', { names })}` : t('bar.undone'));
      },
      onError: (error) => notifyProblem(error, t),
    });
  return (
    <>
      <Button
        ml="auto"
        variant="default"
        size="sm"
        leftSection={<IconArrowBackUp size={16} />}
        loading={isPending}
        onClick={() => setAsked(true)}
      >
        {t('bar.undo')}
      </Button>
      <ConfirmDialog
        opened={asked}
        onClose={() => setAsked(false)}
        title={t('bar.undo')}
        text={t('bar.undoText')}
        confirmLabel={t('bar.undo')}
        onConfirm={undo}
      />
    </>
  );
}

function Endings({ onAsk }: Pick<StateProps, 'onAsk'>) {
  const { t } = useTranslation('leads');
  return (
    <div className={`${classes.bar} ${classes.acts}`}>
      <Group gap="xs" ml="auto">
        <Button variant="default" size="sm" leftSection={<IconX size={16} />} onClick={() => onAsk('rejection')}>
          {t('bar.reject')}
        </Button>
        <Button size="sm" leftSection={<IconArrowsSplit2 size={16} />} onClick={() => onAsk('conversion')}>
          {t('bar.convert')}
        </Button>
      </Group>
    </div>
  );
}

function Reopening({ noun, record }: LeadBarProps) {
  const { t } = useTranslation('leads');
  const { mutate, isPending } = useUpdateRecord(noun);
  const reopen = () =>
    mutate(
      { id: record.id, version: record.version, values: { status: 'working' } },
      { onError: (error) => notifyProblem(error, t, noun.name) },
    );
  return (
    <div className={`${classes.bar} ${classes.acts}`}>
      <Button
        ml="auto"
        variant="default"
        size="sm"
        leftSection={<IconArrowBackUp size={16} />}
        loading={isPending}
        onClick={reopen}
      >
        {t('bar.reopen')}
      </Button>
    </div>
  );
}
