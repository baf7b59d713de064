import { Button, Group, Modal, SegmentedControl, Select, Stack, Text } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import { useTexts } from '../../bring-texts.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { FormProblem } from '../../shell/form-problem.tsx';
import { findField, type NamedField, writableFields } from '../data/named-field.ts';
import { toInputValue } from '../data/record-values.ts';
import FieldInput from '../fields/inputs/field-input.tsx';
import { useLabels } from '../labels.ts';
import { type BulkAct, type BulkChoice, useBulkCount, useStartBulk } from './bulk.queries.ts';
import { BulkProgress } from './bulk-progress.tsx';

interface BulkDialogProps {
  readonly noun: NounMetadata;
  readonly choice: BulkChoice;
  readonly kind: 'update' | 'delete' | 'restore';
  readonly onClose: () => void;
}

/** Does one thing to many records: says how many they are, shows how far it is, and takes it back. */
export default function BulkDialog({ noun, choice, kind, onClose }: BulkDialogProps) {
  useTexts(['kit', 'errors']);
  const { t } = useTranslation('kit');
  const start = useStartBulk(noun, choice);
  const begun = start.data?.job;
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(`bulk.title.${kind}`)}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      {begun ? (
        <BulkProgress begun={begun} onClose={onClose} />
      ) : (
        <BulkForm noun={noun} choice={choice} kind={kind} start={start} onClose={onClose} />
      )}
    </Modal>
  );
}

function BulkForm(props: BulkDialogProps & { readonly start: ReturnType<typeof useStartBulk> }) {
  const { noun, choice, kind, start, onClose } = props;
  const { t } = useTranslation('kit');
  const format = useFormat();
  const fields = writableFields(noun).filter(({ kind: of, masked }) => !unsuited.has(of) && !masked);
  const first = fields.find(({ kind: of }) => of === 'member') ?? fields[0];
  const [name, setName] = useState(first?.name ?? '');
  const [value, setValue] = useState<unknown>(null);
  const [chosen, setManner] = useState<Manner>('add');
  const field = findField(noun, name);
  const manner = field && listKinds.has(field.kind) ? chosen : 'set';
  const act: BulkAct =
    kind === 'update'
      ? { update: field ? { [name]: changeOf(manner, toInputValue(field, value)) } : {} }
      : kind === 'delete'
        ? { delete: {} }
        : { restore: {} };
  const count = useBulkCount(noun, choice, kind === 'update' ? { update: { externalId: null } } : act);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    start.mutate(act);
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <FormProblem error={start.error ?? count.error} />
        {kind === 'update' ? (
          <FieldChoice
            {...{ noun, fields, field, value, manner }}
            onManner={setManner}
            onField={(next) => {
              setName(next);
              setValue(null);
            }}
            onValue={setValue}
          />
        ) : (
          <Text size="sm">{t(`bulk.text.${kind}`)}</Text>
        )}
        <Text size="sm" c="dimmed" aria-live="polite">
          {count.data ? t('bulk.concerns', { shown: format.number(count.data.count) }) : '…'}
        </Text>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('action.cancel')}
          </Button>
          <Button
            type="submit"
            color={kind === 'delete' ? 'red.9' : undefined}
            loading={start.isPending}
            disabled={!count.data?.count}
          >
            {t(`bulk.do.${kind}`)}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Kinds whose values are each record's own. */
const unsuited: ReadonlySet<string> = new Set(['files', 'json', 'autonumber', 'location']);

/** Lists gain, lose, or are replaced. */
type Manner = 'add' | 'remove' | 'set';
const manners: readonly Manner[] = ['add', 'remove', 'set'];
const listKinds: ReadonlySet<string> = new Set(['links', 'choices']);

const changeOf = (manner: Manner, value: unknown): unknown =>
  manner === 'set' ? value : { [manner]: Array.isArray(value) ? value : [] };

interface FieldChoiceProps {
  readonly noun: NounMetadata;
  readonly fields: readonly NamedField[];
  readonly field: NamedField | null;
  readonly value: unknown;
  readonly manner: Manner;
  readonly onManner: (manner: Manner) => void;
  readonly onField: (name: string) => void;
  readonly onValue: (value: unknown) => void;
}

function FieldChoice({ noun, fields, field, value, manner, onManner, onField, onValue }: FieldChoiceProps) {
  const { t } = useTranslation('kit');
  const labels = useLabels();
  return (
    <>
      <Select
        label={t('bulk.field')}
        allowDeselect={false}
        searchable
        data={fields.map((one) => ({ value: one.name, label: labels.field(noun.name, one) }))}
        value={field?.name ?? null}
        onChange={(next) => next && onField(next)}
      />
      {field && listKinds.has(field.kind) && (
        <SegmentedControl
          aria-label={t('bulk.manner.label')}
          value={manner}
          data={manners.map((one) => ({ value: one, label: t(`bulk.manner.${one}`) }))}
          onChange={(next) => onManner(next as Manner)}
        />
      )}
      {field && <FieldInput noun={noun} field={field} value={value} onChange={onValue} label={t('bulk.value')} />}
    </>
  );
}
