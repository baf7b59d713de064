import { Radio, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { useTranslation } from '../../i18n/use-translation.tsx';
import type { NamedField } from '../data/named-field.ts';
import { isEmptyValue } from '../data/record-values.ts';
import { FieldValue } from '../fields/field-value.tsx';
import { useLabels } from '../labels.ts';
import { PlainReferences } from '../record-link.tsx';
import { both, type KeptSides } from './kept-sides.ts';
import classes from './merge.module.css';

interface KeptFieldProps {
  readonly noun: NounMetadata;
  readonly field: NamedField;
  readonly pair: readonly [AnyRecord, AnyRecord];
  readonly sides: KeptSides;
  readonly nameOf: (id: string) => string;
}

/** What both records hold in a field, and which of it is kept. */
export function KeptField({ noun, field, pair, sides, nameOf }: KeptFieldProps) {
  const { t } = useTranslation('kit');
  const labels = useLabels();
  const options = sides.optionsOf(field);
  return (
    <Radio.Group
      label={labels.field(noun.name, field)}
      value={sides.keptOf(field)}
      onChange={(kept) => sides.choose(field, kept)}
    >
      <div className={classes.options}>
        {pair.map((record) => (
          <Side key={record.id} value={options.includes(record.id) ? record.id : null}>
            <Held noun={noun} field={field} record={record} name={nameOf(record.id)} />
          </Side>
        ))}
        {options.includes(both) && (
          <Radio
            value={both}
            className={classes.option ?? ''}
            label={t(isText(field) ? 'merge.joined' : 'merge.both')}
          />
        )}
      </div>
    </Radio.Group>
  );
}

/** What can not be left behind is no choice. */
function Side({ value, children }: { readonly value: string | null; readonly children: ReactNode }) {
  if (value === null) return <div className={classes.fixed}>{children}</div>;
  return <Radio value={value} className={classes.option ?? ''} label={children} />;
}

interface HeldProps extends Pick<KeptFieldProps, 'noun' | 'field'> {
  readonly record: AnyRecord;
  readonly name: string;
}

function Held({ noun, field, record, name }: HeldProps) {
  const { t } = useTranslation('kit');
  const value = record[field.name];
  return (
    <PlainReferences>
      <Text span size="xs" c="dimmed" className={classes.whose}>
        {name}
      </Text>
      {isEmptyValue(value) ? (
        <Text span size="sm" c="dimmed">
          {t('value.empty')}
        </Text>
      ) : (
        <FieldValue noun={noun} field={field} value={value} />
      )}
    </PlainReferences>
  );
}

const isText = ({ kind }: NamedField): boolean => kind === 'longText' || kind === 'richText';
