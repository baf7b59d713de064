import { Button, Group, Radio, Stack, Text } from '@mantine/core';
import { type FormEvent, useMemo, useState } from 'react';
import type { Merge } from '../../../shared/contract/record-merge.ts';
import { pointingElsewhere } from '../../../shared/merging/merge-sides.ts';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { FormProblem } from '../../shell/form-problem.tsx';
import { titleOf } from '../data/record-title.ts';
import { showUndo } from '../undo-notice.tsx';
import { KeptField } from './kept-field.tsx';
import { useKeptSides } from './kept-sides.ts';
import classes from './merge.module.css';
import { isMerging, useMerge, useMergePreview } from './merge.queries.ts';
import { MergeMoves } from './merge-moves.tsx';
import { MergeProgress } from './merge-progress.tsx';
import { useMergeUndo } from './use-merge-undo.ts';

interface CompareRecordsProps {
  readonly noun: NounMetadata;
  readonly pair: readonly [AnyRecord, AnyRecord];
  readonly onClose: () => void;
  readonly onMerged: (winner: string) => void;
}

/** Two records side by side: which of them stays, whose value each field keeps, and what moves. */
export function CompareRecords({ noun, pair: given, onClose, onMerged }: CompareRecordsProps) {
  const { t } = useTranslation('kit');
  const pair = useMemo(() => pointingPast(noun, given), [noun, given]);
  const [stays, setStays] = useState(pair[0].id);
  const [winner, other] = pair[0].id === stays ? pair : [pair[1], pair[0]];
  const sides = useKeptSides(noun, winner, other);
  const preview = useMergePreview(noun, winner.id, other.id);
  const merge = useMerge(noun);
  const nameOf = useNames(noun, pair);
  const { undo } = useMergeUndo(noun);
  const finish = (done: Merge) => {
    onMerged(done.winner);
    const texts = { text: t('merge.done'), undo: t('record.undo'), close: t('action.close') };
    showUndo(done.id, texts, () => void undo(done));
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const finished = { onSuccess: (answer: { merge: Merge }) => !isMerging(answer.merge) && finish(answer.merge) };
    merge.mutate({ winner, other, keep: sides.keep }, finished);
  };
  if (merge.data && isMerging(merge.data.merge))
    return <MergeProgress noun={noun} begun={merge.data.merge} onDone={finish} onClose={onClose} />;
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <Radio.Group label={t('merge.stays')} value={stays} onChange={setStays}>
          <div className={classes.options}>
            {pair.map((record) => (
              <Radio
                key={record.id}
                value={record.id}
                className={classes.option ?? ''}
                label={nameOf(record.id)}
                data-autofocus={record.id === stays || undefined}
              />
            ))}
          </div>
        </Radio.Group>
        {sides.fields.length === 0 && <Text size="sm">{t('merge.noDifference')}</Text>}
        {sides.fields.map((field) => (
          <KeptField key={field.name} noun={noun} field={field} pair={pair} sides={sides} nameOf={nameOf} />
        ))}
        <MergeMoves preview={preview} other={nameOf(other.id)} />
        <FormProblem error={merge.error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('action.cancel')}
          </Button>
          <Button type="submit" loading={merge.isPending} disabled={preview.error !== null}>
            {t('merge.submit')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Both without their pointers at each other: these end with the merge, whatever is chosen. */
function pointingPast(
  noun: NounMetadata,
  [one, two]: readonly [AnyRecord, AnyRecord],
): readonly [AnyRecord, AnyRecord] {
  const past = (record: AnyRecord): AnyRecord => ({
    ...record,
    ...Object.fromEntries(
      noun.fields.map((field) => [
        field.name,
        pointingElsewhere(field, noun.name, record[field.name], [one.id, two.id]),
      ]),
    ),
  });
  return [past(one), past(two)];
}

/** What each of the two is called; who is called the same is told from the other by when it was made. */
function useNames(noun: NounMetadata, pair: readonly [AnyRecord, AnyRecord]): (id: string) => string {
  const { t } = useTranslation('kit');
  const format = useFormat();
  const [one, two] = pair.map((record) => titleOf(noun, record, format) || t('value.untitled'));
  return (id) => {
    const record = id === pair[0].id ? pair[0] : pair[1];
    const name = (record === pair[0] ? one : two) ?? '';
    return one === two ? t('merge.madeOn', { name, date: format.dateTime(record.createdAt) }) : name;
  };
}
