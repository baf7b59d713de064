import { ActionIcon, Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { Suspense, useState } from 'react';
import type { Filter } from '../../../../shared/filter/filter.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { useNoun } from '../../../../web/kit/data/metadata.ts';
import { FilterWords } from '../../../../web/kit/filter/filter-words.tsx';
import { useLabels } from '../../../../web/kit/labels.ts';
import classes from '../../../../web/ui/framed-list.module.css';
import { part } from '../../../../web/ui/part.tsx';

const FilterDrawer = part(() => import('../../../../web/kit/filter/filter-drawer.tsx'));

interface OpenedRecordsProps {
  readonly noun: string;
  /** None yet where it is null: nothing is opened then. */
  readonly where: Filter | null;
  readonly isFixed: boolean;
  readonly onChange: (where: Filter | null) => void;
  readonly onRemove: () => void;
}

/** A type of record and which of them are meant, told in words and built as any list's filter is. */
export function OpenedRecords({ noun: name, where, isFixed, onChange, onRemove }: OpenedRecordsProps) {
  const { t } = useTranslation('workspace');
  const labels = useLabels();
  const noun = useNoun(name);
  const [isEdited, setEdited] = useState(false);
  return (
    <li className={classes.line}>
      <span className={classes.name}>{labels.nouns(name)}</span>
      {!isFixed && noun && (
        <>
          <Button variant="default" size="xs" onClick={() => setEdited(true)}>
            {t('sharing.choose')}
          </Button>
          <ActionIcon aria-label={t('sharing.remove', { noun: labels.nouns(name) })} onClick={onRemove}>
            <IconX size={16} />
          </ActionIcon>
        </>
      )}
      <span className={classes.facts}>
        {where && noun ? <FilterWords noun={noun} filter={where} /> : t('sharing.nothingYet')}
      </span>
      <Suspense>
        {isEdited && noun && (
          <FilterDrawer
            noun={noun}
            filter={where ?? undefined}
            onApply={(filter) => onChange(filter ?? null)}
            onClose={() => setEdited(false)}
          />
        )}
      </Suspense>
    </li>
  );
}
