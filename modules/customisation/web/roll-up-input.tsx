import { Alert, Button, Select, Switch, Text } from '@mantine/core';
import { IconFilter } from '@tabler/icons-react';
import { type RollUp, rollUpMeasures } from '../../../shared/nouns/field.ts';
import type { Metadata, NounMetadata } from '../../../shared/nouns/metadata.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { useMetadata } from '../../../web/kit/data/metadata.ts';
import { listTargets } from '../../../web/kit/filter/filter-fields.ts';
import { fromGroup, toRoot } from '../../../web/kit/filter/filter-tree.ts';
import { GroupEditor } from '../../../web/kit/filter/group-editor.tsx';
import { newCondition } from '../../../web/kit/filter/new-condition.ts';
import { useLabels } from '../../../web/kit/labels.ts';
import { ComputedPreview } from './computed-preview.tsx';
import { type FieldDraft, type RollUpDraft, sentRollUp } from './field-form.ts';

interface RollUpInputProps {
  readonly noun: string;
  readonly draft: FieldDraft;
  readonly errors: Readonly<Record<string, string>>;
  readonly onChange: (part: Partial<FieldDraft>) => void;
}

/** Chooses what is gathered: the records that point here, the figure made of them, and which of them count. */
export function RollUpInput({ noun, draft, errors, onChange }: RollUpInputProps) {
  const { t } = useTranslation('customisation');
  const labels = useLabels();
  const { data: metadata } = useMetadata();
  const { rollUp } = draft;
  const change = (part: Partial<RollUpDraft>) => onChange({ rollUp: { ...rollUp, ...part } });
  const pointers = metadata ? pointersAt(metadata, noun) : [];
  const source = metadata?.nouns.find(({ name }) => name === rollUp.of);
  if (metadata && pointers.length === 0) return <Alert variant="light">{t('rollUp.nothingPoints')}</Alert>;
  return (
    <>
      <Select
        label={t('rollUp.of')}
        description={t('rollUp.ofText')}
        required
        data={pointers.map(({ of, field }) => ({
          value: `${of.name}.${field.name}`,
          label: `${labels.nouns(of.name)} (${labels.field(of.name, field)})`,
        }))}
        value={rollUp.of ? `${rollUp.of}.${rollUp.by}` : null}
        error={errors['rollUp.of'] ?? errors['rollUp.by'] ?? errors.rollUp}
        onChange={(value) => {
          const [of = '', by = ''] = (value ?? '').split('.');
          change({ of, by, ...unmeasured, filter: undefined });
        }}
      />
      <Select
        label={t('rollUp.measure')}
        allowDeselect={false}
        data={rollUpMeasures.map((value) => ({ value, label: t(`rollUp.measures.${value}`) }))}
        value={rollUp.measure}
        onChange={(value) => value && change({ measure: value as RollUp['measure'], ...unmeasured })}
      />
      {source && rollUp.measure !== 'count' && (
        <Select
          label={t('rollUp.field')}
          required
          data={measurable(source, rollUp.measure).map((field) => ({
            value: field.name,
            label: labels.field(source.name, field),
          }))}
          value={rollUp.field}
          error={errors['rollUp.field']}
          onChange={(field) => change({ ...unmeasured, field })}
        />
      )}
      {source && <InCurrency source={source} rollUp={rollUp} errors={errors} onChange={change} />}
      {source && metadata && <Which metadata={metadata} source={source} rollUp={rollUp} onChange={change} />}
      {errors['rollUp.filter'] && (
        <Text size="sm" c="var(--mantine-color-error)">
          {errors['rollUp.filter']}
        </Text>
      )}
      {isWhole(rollUp) && <ComputedPreview noun={noun} computed={{ rollUp: sentRollUp(rollUp) }} scale={null} />}
    </>
  );
}

const unmeasured = { field: null, inWorkspaceCurrency: false, rateOn: null } as const;

interface InCurrencyProps {
  readonly source: NounMetadata;
  readonly rollUp: RollUpDraft;
  readonly errors: Readonly<Record<string, string>>;
  readonly onChange: (part: Partial<RollUpDraft>) => void;
}

/** Whether amounts are turned into the workspace's currency, and at the rate of which day. */
function InCurrency({ source, rollUp, errors, onChange }: InCurrencyProps) {
  const { t } = useTranslation('customisation');
  const labels = useLabels();
  const isMoney = source.fields.some(({ name, kind }) => name === rollUp.field && kind === 'money');
  if (!isMoney || rollUp.measure === 'count') return null;
  const days = source.fields.filter(
    ({ kind, name }) => (kind === 'date' || kind === 'datetime') && !systemMoments.has(name),
  );
  return (
    <>
      <Switch
        label={t('rollUp.inWorkspaceCurrency')}
        description={t('rollUp.inWorkspaceCurrencyText')}
        checked={rollUp.inWorkspaceCurrency}
        error={errors['rollUp.inWorkspaceCurrency']}
        onChange={({ currentTarget }) => onChange({ inWorkspaceCurrency: currentTarget.checked, rateOn: null })}
      />
      {rollUp.inWorkspaceCurrency && (
        <Select
          label={t('rollUp.rateOn')}
          placeholder={t('rollUp.rateToday')}
          clearable
          data={days.map((field) => ({ value: field.name, label: labels.field(source.name, field) }))}
          value={rollUp.rateOn}
          error={errors['rollUp.rateOn']}
          onChange={(rateOn) => onChange({ rateOn })}
        />
      )}
    </>
  );
}

interface WhichProps {
  readonly metadata: Metadata;
  readonly source: NounMetadata;
  readonly rollUp: RollUpDraft;
  readonly onChange: (part: Partial<RollUpDraft>) => void;
}

/** Which of the records count, by their own fields. */
function Which({ metadata, source, rollUp, onChange }: WhichProps) {
  const { t } = useTranslation('customisation');
  const targets = listTargets(metadata, source).filter(
    ({ through, ofChild, field }) => !through && !ofChild && field.kind !== 'links' && !unasked.has(field.name),
  );
  const [first] = targets;
  if (!first) return null;
  if (!rollUp.filter)
    return (
      <Button
        variant="default"
        leftSection={<IconFilter size={16} />}
        onClick={() => onChange({ filter: { all: [newCondition(first)] } })}
      >
        {t('rollUp.onlySome')}
      </Button>
    );
  return (
    <GroupEditor
      noun={source}
      targets={targets}
      group={toRoot(rollUp.filter)}
      depth={0}
      onChange={(group) => onChange({ filter: group && group.children.length > 0 ? fromGroup(group) : undefined })}
    />
  );
}

/** They change without the record's values being written. */
const unasked: ReadonlySet<string> = new Set(['updatedAt', 'deletedAt']);

/** The records that point at records of this noun, and by which field. */
function pointersAt({ nouns }: Metadata, noun: string) {
  return nouns
    .filter(({ internal }) => !internal)
    .flatMap((of) =>
      of.fields
        .filter((field) =>
          field.kind === 'relation' ? field.to === noun : field.kind === 'member' && noun === 'member',
        )
        .filter((field) => field.name !== 'createdBy')
        .map((field) => ({ of, field })),
    );
}

function measurable(source: NounMetadata, measure: RollUp['measure']) {
  const moments = measure === 'min' || measure === 'max' ? ['date', 'datetime'] : [];
  const kinds = ['number', 'percent', 'rating', 'money', ...moments];
  return source.fields.filter(({ kind, name }) => kinds.includes(kind) && !systemMoments.has(name));
}

const systemMoments: ReadonlySet<string> = new Set(['createdAt', 'updatedAt', 'deletedAt']);

function isWhole({ of, by, measure, field }: RollUpDraft): boolean {
  return of !== '' && by !== '' && (measure === 'count' || field !== null);
}
