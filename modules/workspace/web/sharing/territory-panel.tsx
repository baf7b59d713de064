import { Text } from '@mantine/core';
import { useState } from 'react';
import type { Filter } from '../../../../shared/filter/filter.ts';
import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../../shared/nouns/value.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import classes from '../../../../web/ui/framed-list.module.css';
import { SectionCard } from '../../../../web/ui/section-card.tsx';
import { AddRecordType } from './add-record-type.tsx';
import { OpenedRecords } from './opened-records.tsx';
import { useSaveOpening } from './use-save-opening.ts';

interface TerritoryPanelProps {
  readonly noun: NounMetadata;
  readonly record: AnyRecord;
}

/** What lies in a territory, by type of record. */
export default function TerritoryPanel({ noun, record }: TerritoryPanelProps) {
  const { t } = useTranslation('workspace');
  const { save, isFixed } = useSaveOpening(noun, record);
  // A type that was added, of which nothing has been said yet.
  const [added, setAdded] = useState<readonly string[]>([]);
  const where = (record.where ?? {}) as Readonly<Record<string, Filter>>;
  const names = [...new Set([...Object.keys(where), ...added])];
  const without = (name: string) => Object.fromEntries(Object.entries(where).filter(([one]) => one !== name));
  return (
    <SectionCard title={t('sharing.territoryTitle')}>
      <Text size="sm" c="dimmed" mb="xs">
        {t('sharing.territoryText')}
      </Text>
      {names.length > 0 && (
        <ul className={classes.list}>
          {names.map((name) => (
            <OpenedRecords
              key={name}
              noun={name}
              where={where[name] ?? null}
              isFixed={isFixed}
              onChange={(filter) => save({ where: filter ? { ...where, [name]: filter } : without(name) })}
              onRemove={() => {
                setAdded(added.filter((one) => one !== name));
                if (where[name]) save({ where: without(name) });
              }}
            />
          ))}
        </ul>
      )}
      {!isFixed && <AddRecordType taken={names} onAdd={(name) => setAdded([...added, name])} />}
    </SectionCard>
  );
}
