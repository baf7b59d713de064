import { Button } from '@mantine/core';
import { useState } from 'react';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { useTranslation } from '../../i18n/use-translation.tsx';
import type { NamedField } from '../data/named-field.ts';
import { isDocument, isEmptyValue, isShippedKey } from '../data/record-values.ts';
import { useVisibleFields } from '../data/visible-fields.ts';
import { useCardSections } from './card-sections.ts';
import classes from './field-groups.module.css';
import { InlineField } from './inline-field.tsx';

interface FieldGroupsProps {
  readonly noun: NounMetadata;
  readonly record: AnyRecord;
}

/** The title itself, and a number that the title is made of. */
const isInHeading = ({ title }: NounMetadata, { name, kind, readOnly }: NamedField, record: AnyRecord): boolean =>
  readOnly === true &&
  (name === title || (kind === 'text' && !isEmptyValue(record[name]) && record[name] === record[title]));

/** The record's fields in groups: what it is, how to reach it, what else is known, where it came from. */
export function FieldGroups({ noun, record }: FieldGroupsProps) {
  const { t } = useTranslation('kit');
  const [all, setAll] = useState(false);
  const isVisible = useVisibleFields(noun);
  const sections = useCardSections(noun, record);
  const foldable = sections
    .flatMap(({ fields }) => fields)
    .filter((field) => field.hidden && isEmptyValue(record[field.name]) && !isDocument(field)).length;
  return (
    <>
      {sections.map(({ key, title, columns, fields }) => {
        const isShown = (field: NamedField) => all || !field.hidden || !isEmptyValue(record[field.name]);
        // What nobody writes and the heading says is not said again.
        const isRead = (field: NamedField) =>
          !isDocument(field) && !isShippedKey(field, record[field.name]) && !isInHeading(noun, field, record);
        const shown = fields.filter((field) => isVisible(field, record) && isShown(field) && isRead(field));
        if (shown.length === 0) return null;
        return (
          <section key={key} className={classes.group} aria-label={title}>
            <h2 className={classes.heading}>{title}</h2>
            <dl className={classes.list} data-columns={columns}>
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
