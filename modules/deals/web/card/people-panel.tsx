import { Text } from '@mantine/core';
import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import type { AnyRecord, Link } from '../../../../shared/nouns/value.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { useNoun } from '../../../../web/kit/data/metadata.ts';
import { findField } from '../../../../web/kit/data/named-field.ts';
import { useRecord } from '../../../../web/kit/data/record.ts';
import { isEmptyValue } from '../../../../web/kit/data/record-values.ts';
import { FieldValue } from '../../../../web/kit/fields/field-value.tsx';
import { ReferenceLabel } from '../../../../web/kit/fields/values/reference-label.tsx';
import { useLabels } from '../../../../web/kit/labels.ts';
import { RecordLink } from '../../../../web/kit/record-link.tsx';
import { SectionCard } from '../../../../web/ui/section-card.tsx';
import classes from './people.module.css';

interface PeoplePanelProps {
  readonly noun: NounMetadata;
  readonly record: AnyRecord;
}

/** Who decides, influences and buys, and how to reach them. */
export default function PeoplePanel({ noun, record }: PeoplePanelProps) {
  const { t } = useTranslation('deals');
  const labels = useLabels();
  const person = useNoun('person');
  const field = findField(noun, 'people');
  const people = (record.people ?? []) as readonly Link[];
  if (!person?.may.read || !field) return null;
  return (
    <SectionCard title={t('people.title')}>
      {people.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('people.none')}
        </Text>
      )}
      <ul className={classes.people}>
        {people.map((link) => (
          <li key={`${link.id}/${link.role ?? ''}`} className={classes.person}>
            <span className={classes.name}>
              <RecordLink noun="person" id={link.id}>
                <ReferenceLabel noun="person" reference={link} />
              </RecordLink>
            </span>
            {link.role && <span className={classes.role}>{labels.role(noun.name, field, link.role)}</span>}
            <Contact noun={person} id={link.id} />
          </li>
        ))}
      </ul>
    </SectionCard>
  );
}

function Contact({ noun, id }: { readonly noun: NounMetadata; readonly id: string }) {
  const { data: person } = useRecord(noun, id);
  if (!person) return null;
  return (
    <>
      {['jobTitle', 'phones', 'emails'].map((name) => {
        const field = findField(noun, name);
        return field && !isEmptyValue(person[name]) ? (
          <span key={name} className={classes.fact}>
            <FieldValue noun={noun} field={field} value={person[name]} record={person} compact />
          </span>
        ) : null;
      })}
    </>
  );
}
