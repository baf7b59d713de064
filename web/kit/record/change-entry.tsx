import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import { useFormat } from '../../i18n/use-format.ts';
import type { ChangeAnswer } from '../data/answers.ts';
import { findField, type NamedField } from '../data/named-field.ts';
import { isEmptyValue, toRecordValue } from '../data/record-values.ts';
import { FieldValue } from '../fields/field-value.tsx';
import { ReferenceLabel } from '../fields/values/reference-label.tsx';
import { useLabels } from '../labels.ts';
import classes from './timeline.module.css';

interface ChangeEntryProps {
  readonly noun: NounMetadata;
  readonly change: ChangeAnswer;
}

/** Who did what, when, and for each field what it was and is. */
export function ChangeEntry({ noun, change }: ChangeEntryProps) {
  const { t } = useTranslation('kit');
  const format = useFormat();
  const kind = knownKinds.has(change.kind) ? change.kind : 'updated';
  const through =
    change.through === 'web' ? '' : ` · ${t(`through.${change.through}`, { defaultValue: change.through })}`;
  return (
    <>
      <Text size="sm">
        <strong>
          {change.memberId ? <ReferenceLabel noun="member" reference={{ id: change.memberId }} /> : t('through.system')}
        </strong>
        {' · '}
        {t(`change.${kind}`)}
      </Text>
      <ul className={classes.fields}>
        {Object.entries(change.fields).map(([name, { from, to }]) => {
          const field = findField(noun, name);
          return field && !(isEmptyValue(from) && isEmptyValue(to)) ? (
            <ChangedField key={name} noun={noun} field={field} from={from} to={to} created={kind === 'created'} />
          ) : null;
        })}
      </ul>
      <time className={classes.time} dateTime={change.at}>
        {format.dateTime(change.at)}
        {through}
      </time>
    </>
  );
}

const knownKinds: ReadonlySet<string> = new Set(['created', 'updated', 'deleted', 'restored']);

interface ChangedFieldProps {
  readonly noun: NounMetadata;
  readonly field: NamedField;
  readonly from: unknown;
  readonly to: unknown;
  /** The record is new: nothing was before. */
  readonly created: boolean;
}

function ChangedField({ noun, field, from, to, created }: ChangedFieldProps) {
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
      <span>{show(to)}</span>
    </li>
  );
}
