import { ActionIcon, Badge } from '@mantine/core';
import { IconAdjustments } from '@tabler/icons-react';
import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { findField, isSystem, type NamedField } from '../../../../web/kit/data/named-field.ts';
import { FilterWords } from '../../../../web/kit/filter/filter-words.tsx';
import { useLabels } from '../../../../web/kit/labels.ts';
import { SectionCard } from '../../../../web/ui/section-card.tsx';
import classes from '../fields.module.css';

interface DeclaredFieldsProps {
  readonly noun: NounMetadata;
  readonly onEdit: (field: NamedField) => void;
}

/** The fields a noun comes with, and what the workspace has said of them. */
export function DeclaredFields({ noun, onEdit }: DeclaredFieldsProps) {
  const { t } = useTranslation('customisation');
  const fields = noun.fields.filter((field) => !field.custom && !isSystem(field));
  return (
    <SectionCard title={t('setting.declared')}>
      <ul className={classes.plain}>
        {fields.map((field) => (
          <DeclaredLine key={field.name} noun={noun} field={field} onEdit={() => onEdit(field)} />
        ))}
      </ul>
    </SectionCard>
  );
}

interface DeclaredLineProps {
  readonly noun: NounMetadata;
  readonly field: NamedField;
  readonly onEdit: () => void;
}

function DeclaredLine({ noun, field, onEdit }: DeclaredLineProps) {
  const { t } = useTranslation('customisation');
  const labels = useLabels();
  const name = labels.field(noun.name, field);
  return (
    <li className={classes.field}>
      <span className={classes.name}>{name}</span>
      <span className={classes.facts}>
        {(field.required || field.requiredWhen) && <Badge variant="light">{t('fields.required')}</Badge>}
        {field.label && <Badge variant="light">{t('setting.renamed')}</Badge>}
        {(field.checks || field.pattern) && <Badge variant="light">{t('setting.checked')}</Badge>}
        <ConditionFacts noun={noun} field={field} />
        <code>{field.name}</code>
      </span>
      <span className={classes.acts}>
        <ActionIcon aria-label={t('setting.editNamed', { name })} onClick={onEdit}>
          <IconAdjustments size={16} />
        </ActionIcon>
      </span>
    </li>
  );
}

/** When a field is shown, and what its options depend on, in words. */
export function ConditionFacts({ noun, field }: { readonly noun: NounMetadata; readonly field: NamedField }) {
  const { t } = useTranslation('customisation');
  const labels = useLabels();
  const by = field.offeredWith ? findField(noun, field.offeredWith.field) : null;
  return (
    <>
      {field.visibleWhen && (
        <span>
          {t('setting.shownWhen')} <FilterWords noun={noun} filter={field.visibleWhen} />
        </span>
      )}
      {by && <span>{t('setting.dependsOn', { field: labels.field(noun.name, by) })}</span>}
    </>
  );
}
