import { Text } from '@mantine/core';
import type { Filter } from '../../../../shared/filter/filter.ts';
import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../../shared/nouns/value.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import classes from '../../../../web/ui/framed-list.module.css';
import { SectionCard } from '../../../../web/ui/section-card.tsx';
import { AddRecordType } from './add-record-type.tsx';
import { OpenedRecords } from './opened-records.tsx';
import { useSaveOpening } from './use-save-opening.ts';

interface RulePanelProps {
  readonly noun: NounMetadata;
  readonly record: AnyRecord;
}

/** Which records a rule of sharing opens. */
export default function RulePanel({ noun, record }: RulePanelProps) {
  const { t } = useTranslation('workspace');
  const { save, isFixed } = useSaveOpening(noun, record);
  const opens = record.opens as { readonly noun: string; readonly where: Filter | null } | null | undefined;
  return (
    <SectionCard title={t('sharing.ruleTitle')}>
      <Text size="sm" c="dimmed" mb="xs">
        {t('sharing.ruleText')}
      </Text>
      {opens && (
        <ul className={classes.list}>
          <OpenedRecords
            noun={opens.noun}
            where={opens.where}
            isFixed={isFixed}
            onChange={(where) => save({ opens: { noun: opens.noun, where } })}
            onRemove={() => save({ opens: null })}
          />
        </ul>
      )}
      {!opens && !isFixed && (
        <AddRecordType taken={[]} onAdd={(name) => save({ opens: { noun: name, where: null } })} />
      )}
    </SectionCard>
  );
}
