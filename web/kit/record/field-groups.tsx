import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { useFieldConditions } from '../data/field-conditions.ts';
import { isSystem, type NamedField } from '../data/named-field.ts';
import { isEmptyValue } from '../data/record-values.ts';
import classes from './field-groups.module.css';
import { InlineField } from './inline-field.tsx';

interface FieldGroupsProps {
  readonly noun: NounMetadata;
  readonly record: AnyRecord;
}

/** The record's fields in groups: what it is, how to reach it, what else is known, where it came from. */
export function FieldGroups({ noun, record }: FieldGroupsProps) {
  const { t } = useTranslation('kit');
  const [all, setAll] = useState(false);
  const conditions = useFieldConditions(noun);
  const groups = groupFields(noun);
  const foldable = noun.fields.filter((field) => field.hidden && isEmptyValue(record[field.name])).length;
  return (
    <>
      {groups.map(({ key, fields }) => {
        const shown = fields.filter(
          (field) => conditions.isVisible(field, record) && (all || !field.hidden || !isEmptyValue(record[field.name])),
        );
        if (shown.length === 0) return null;
        return (
          <section key={key} className={classes.group} aria-label={t(`group.${key}`)}>
            <h2 className={classes.heading}>{t(`group.${key}`)}</h2>
            <dl className={classes.list}>
              {shown.map((field) => (
                <InlineField key={field.name} noun={noun} field={field} record={record} />
              ))}
            </dl>
          </section>
        );
      })}
      {foldable > 0 && (
        <Button variant="subtle" color="gray" onClick={() => setAll(!all)}>
          {t(all ? 'record.fewerFields' : 'record.moreFields')}
        </Button>
      )}
    </>
  );
}

type GroupKey = 'main' | 'contact' | 'text' | 'system';

function groupFields(
  noun: NounMetadata,
): readonly { readonly key: GroupKey; readonly fields: readonly NamedField[] }[] {
  const keys: readonly GroupKey[] = ['main', 'contact', 'text', 'system'];
  return keys.map((key) => ({ key, fields: noun.fields.filter((field) => groupOf(field) === key) }));
}

const contactKinds: ReadonlySet<string> = new Set(['emails', 'phones', 'urls', 'address', 'location']);

function groupOf(field: NamedField): GroupKey | null {
  if (field.name === 'deletedAt') return null;
  if (isSystem(field)) return 'system';
  if (contactKinds.has(field.kind)) return 'contact';
  if (field.kind === 'text' && field.format === 'url') return 'contact';
  return field.kind === 'longText' || field.kind === 'richText' ? 'text' : 'main';
}
