import { ActionIcon, Alert, Button, Menu } from '@mantine/core';
import { IconArrowLeft, IconArrowMerge, IconDots, IconRestore, IconShare, IconTrash } from '@tabler/icons-react';
import { useNavigate, useRouter } from '@tanstack/react-router';
import { Suspense, useState } from 'react';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { useSession } from '../../shell/session.ts';
import { part } from '../../ui/part.tsx';
import { findField, type NamedField } from '../data/named-field.ts';
import { titleOf } from '../data/record-title.ts';
import { isEmptyValue } from '../data/record-values.ts';
import { FieldValue } from '../fields/field-value.tsx';
import { useLabels } from '../labels.ts';
import { recordPath } from '../record-link.tsx';
import classes from './record-page.module.css';
import { useRemovalWithUndo } from './use-removal-with-undo.ts';
import { WhoIsHere } from './who-is-here.tsx';

const MergeDialog = part(() => import('../merge/merge-dialog.tsx'));
const SharingDrawer = part(() => import('./sharing/sharing-drawer.tsx'));

interface RecordHeaderProps {
  readonly noun: NounMetadata;
  readonly record: AnyRecord;
}

/** What record this is, the facts one looks for first, and what can be done with the whole of it. */
export function RecordHeader({ noun, record }: RecordHeaderProps) {
  const { t } = useTranslation('kit');
  const labels = useLabels();
  const title = titleOf(noun, record, useFormat()) || t('value.untitled');
  return (
    <header className={classes.header}>
      <title>{`${title} · Rapport`}</title>
      <div className={classes.headline}>
        <BackButton noun={noun} />
        <h1 id="page-title" className={classes.title}>
          {title}
        </h1>
        <WhoIsHere noun={noun} record={record} />
        <div className={classes.actions}>
          <RecordMenu noun={noun} record={record} />
        </div>
      </div>
      <dl className={classes.facts}>
        {keyFacts(noun, record).map((field) => (
          <div key={field.name} className={classes.fact}>
            <dt>{labels.field(noun.name, field)}</dt>
            <dd>
              <FieldValue noun={noun} field={field} value={record[field.name]} record={record} compact />
            </dd>
          </div>
        ))}
      </dl>
      {record.deletedAt && <BinNotice noun={noun} record={record} />}
    </header>
  );
}

/** What a client wrote at length stands among the fields, where it pushes nothing out of sight. */
const longKinds: ReadonlySet<NamedField['kind']> = new Set(['longText', 'richText', 'json']);

/** The first of the list's columns that say something, at most four. */
function keyFacts(noun: NounMetadata, record: AnyRecord): readonly NamedField[] {
  const names = (noun.listFields ?? noun.fields.map(({ name }) => name)).filter((name) => name !== noun.title);
  return names
    .flatMap((name) => findField(noun, name) ?? [])
    .filter((field) => !longKinds.has(field.kind) && !isEmptyValue(record[field.name]))
    .slice(0, 4);
}

/** To where one came from; to the list for who came by a link. */
function BackButton({ noun }: { readonly noun: NounMetadata }) {
  const labels = useLabels();
  const router = useRouter();
  const navigate = useNavigate();
  const back = () => (router.history.canGoBack() ? router.history.back() : void navigate({ to: `/${noun.plural}` }));
  return (
    <ActionIcon aria-label={labels.nouns(noun.name)} onClick={back}>
      <IconArrowLeft size={18} />
    </ActionIcon>
  );
}

function RecordMenu({ noun, record }: RecordHeaderProps) {
  const { t } = useTranslation('kit');
  const navigate = useNavigate();
  const { remove } = useRemovalWithUndo(noun);
  const [isSharing, setSharing] = useState(false);
  const [isMerging, setMerging] = useState(false);
  const isAlone = useSession()?.alone === true;
  const mayDelete = noun.may.delete && !record.deletedAt;
  const mayMerge = noun.may.merge && !record.deletedAt;
  if (isAlone && !mayDelete && !mayMerge) return null;
  const leave = () => void navigate({ to: `/${noun.plural}` });
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="default" size="input-sm" aria-label={t('record.actions')}>
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {!isAlone && (
            <Menu.Item leftSection={<IconShare size={16} />} onClick={() => setSharing(true)}>
              {t('record.sharing')}
            </Menu.Item>
          )}
          {mayMerge && (
            <Menu.Item leftSection={<IconArrowMerge size={16} />} onClick={() => setMerging(true)}>
              {t('record.merge')}
            </Menu.Item>
          )}
          {mayDelete && (
            <Menu.Item
              c="var(--mantine-color-error)"
              leftSection={<IconTrash size={16} />}
              onClick={() => void remove([record.id], leave)}
            >
              {t('record.delete')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      <Suspense>
        {isSharing && <SharingDrawer noun={noun} record={record} onClose={() => setSharing(false)} />}
        {isMerging && (
          <MergeDialog
            noun={noun}
            id={record.id}
            onClose={() => setMerging(false)}
            onMerged={(winner) => {
              setMerging(false);
              if (winner !== record.id) void navigate({ to: recordPath(noun.plural, winner), replace: true });
            }}
          />
        )}
      </Suspense>
    </>
  );
}

function BinNotice({ noun, record }: RecordHeaderProps) {
  const { t } = useTranslation('kit');
  const format = useFormat();
  const { restore, isPending } = useRemovalWithUndo(noun);
  return (
    <Alert
      color="yellow"
      styles={{ title: { color: 'var(--mantine-color-text)' } }}
      mt="sm"
      title={t('record.inBin', { date: format.dateTime(record.deletedAt) })}
    >
      {noun.may.restore && (
        <Button
          variant="default"
          leftSection={<IconRestore size={16} />}
          loading={isPending}
          onClick={() => void restore([record.id])}
        >
          {t('record.restore')}
        </Button>
      )}
    </Alert>
  );
}
