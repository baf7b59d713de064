import { Text } from '@mantine/core';
import { type ReactNode, Suspense } from 'react';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { part } from '../../ui/part.tsx';
import type { ChangeAnswer } from '../data/answers.ts';
import { findField, type NamedField } from '../data/named-field.ts';
import { isDocument, isEmptyValue, isShippedKey, toRecordValue } from '../data/record-values.ts';
import { FieldValue } from '../fields/field-value.tsx';
import { ReferenceLabel } from '../fields/values/reference-label.tsx';
import { useLabels } from '../labels.ts';
import { RecordLink } from '../record-link.tsx';
import classes from './timeline.module.css';

const UndoInHistory = part(() => import('../merge/undo-in-history.tsx'));

interface ChangeEntryProps {
  readonly noun: NounMetadata;
  readonly change: ChangeAnswer;
  /** The record that changed, where it is another than the one whose card is open. */
  readonly about?: { readonly noun: string; readonly id: string; readonly label: string | null } | null;
  /** The one field that is told of. */
  readonly only?: string | null;
  /** What can be done with what a field held before. */
  readonly act?: (field: string, from: unknown) => ReactNode;
}

/** Who did what, when, and for each field what it was and is. */
export function ChangeEntry({ noun, change, about, only = null, act }: ChangeEntryProps) {
  const { t } = useTranslation('kit');
  const format = useFormat();
  const labels = useLabels();
  const kind = knownKinds.has(change.kind) ? change.kind : 'updated';
  const isPlain = change.through === 'web' || change.through === 'process';
  const through = isPlain ? '' : ` · ${t(`through.${change.through}`, { defaultValue: change.through })}`;
  return (
    <>
      <Text size="sm">
        <strong>
          <Author change={change} />
        </strong>
        {' · '}
        {t(`change.${kind}`)}
        {about && (
          <>
            {' · '}
            <RecordLink noun={about.noun} id={about.id}>
              {about.label ?? labels.noun(about.noun)}
            </RecordLink>
          </>
        )}
        <MergedWith noun={noun} change={change} />
      </Text>
      <ul className={classes.fields}>
        {(about && kind === 'created' ? [] : Object.entries(change.fields)).map(([name, { from, to }]) => {
          const field = only === null || only === name ? findField(noun, name) : null;
          return field &&
            !(isEmptyValue(from) && isEmptyValue(to)) &&
            !isShippedKey(field, to) &&
            !isDocument(field) ? (
            <ChangedField key={name} noun={noun} field={field} from={from} to={to} created={kind === 'created'}>
              {kind === 'updated' && act?.(name, from)}
            </ChangedField>
          ) : null;
        })}
      </ul>
      <time className={classes.time} dateTime={change.at}>
        {format.dateTime(change.at)}
        {through}
        {change.process && change.memberId && (
          <>
            {` · ${t('through.nameOf')} `}
            <ReferenceLabel noun="member" reference={{ id: change.memberId }} />
          </>
        )}
      </time>
    </>
  );
}

/** Whoever did it; a process by the name it had then, a client as any person. */
function Author({ change: { memberId, process, client } }: Pick<ChangeEntryProps, 'change'>) {
  const { t } = useTranslation('kit');
  if (process) return <>{t('through.process', { name: process.name })}</>;
  if (client) return <ReferenceLabel noun="person" reference={{ id: client }} />;
  return memberId ? <ReferenceLabel noun="member" reference={{ id: memberId }} /> : <>{t('through.system')}</>;
}

/** Of a merge, with whom it was; undone from here as long as it can be. */
function MergedWith({ noun, change }: Pick<ChangeEntryProps, 'noun' | 'change'>) {
  const { mergedFrom } = change.fields;
  const other = mergedFrom?.to ?? mergedFrom?.from;
  if (typeof other !== 'string') return null;
  return (
    <>
      {' · '}
      <ReferenceLabel noun={noun.name} reference={{ id: other }} />{' '}
      {mergedFrom?.to !== undefined && noun.may.merge && (
        <Suspense>
          <UndoInHistory noun={noun} id={change.recordId} other={other} />
        </Suspense>
      )}
    </>
  );
}

const knownKinds: ReadonlySet<string> = new Set([
  ...['created', 'updated', 'deleted', 'restored', 'erased', 'merged', 'unmerged'],
  ...['shared', 'unshared', 'restricted', 'unrestricted', 'secondFactorReset', 'seenAs', 'keyMade', 'keyEnded'],
  ...['portalInvited', 'portalEnded'],
]);

interface ChangedFieldProps {
  readonly noun: NounMetadata;
  readonly field: NamedField;
  readonly from: unknown;
  readonly to: unknown;
  /** The record is new: nothing was before. */
  readonly created: boolean;
  readonly children?: ReactNode;
}

function ChangedField({ noun, field, from, to, created, children }: ChangedFieldProps) {
  const { t } = useTranslation('kit');
  const labels = useLabels();
  const empty = t('value.empty');
  const show = (value: unknown) =>
    isEmptyValue(value) ? empty : <FieldValue noun={noun} field={field} value={toRecordValue(field, value)} compact />;
  return (
    <li>
      <span className={classes.name}>{labels.field(noun.name, field)}: </span>
      {!created && (
        <>
          <span className={classes.from}>{show(from)}</span>
          <span aria-hidden> → </span>
        </>
      )}
      <span>{show(to)}</span> {children}
    </li>
  );
}
