import { Text } from '@mantine/core';
import type { Layout } from '../../../../shared/nouns/layout.ts';
import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { useRecordList } from '../../../../web/kit/data/record-list.ts';
import { RecordForm } from '../../../../web/kit/form/record-form.tsx';
import { useRecordForm } from '../../../../web/kit/form/use-record-form.ts';
import { FieldGroups } from '../../../../web/kit/record/field-groups.tsx';
import classes from './layout.module.css';
import type { Scope } from './layouts.queries.ts';

interface LayoutPreviewProps {
  readonly noun: NounMetadata;
  readonly scope: Scope;
  readonly draft: Layout;
}

/** What the draft looks like: the card of the newest record, or an empty form. Nothing in it can be used. */
export function LayoutPreview({ noun, scope, draft }: LayoutPreviewProps) {
  const { t } = useTranslation('customisation');
  const layout = { surface: scope.surface, kindField: null, kind: null, layout: draft };
  const laidOut: NounMetadata = { ...noun, layouts: [layout] };
  return (
    <section className={classes.preview} aria-label={t('layout.preview')}>
      <h2>{t('layout.preview')}</h2>
      <div inert>{scope.surface === 'card' ? <CardPreview noun={laidOut} /> : <FormPreview noun={laidOut} />}</div>
    </section>
  );
}

function CardPreview({ noun }: { readonly noun: NounMetadata }) {
  const { t } = useTranslation('customisation');
  const { records, isPending } = useRecordList(noun, { limit: 1, expand: ['*'] });
  const [record] = records;
  if (isPending) return null;
  return record ? <FieldGroups noun={noun} record={record} /> : <Text c="dimmed">{t('layout.noRecord')}</Text>;
}

function FormPreview({ noun }: { readonly noun: NounMetadata }) {
  const form = useRecordForm(noun, undefined, async () => undefined);
  return <RecordForm noun={noun} form={form} />;
}
