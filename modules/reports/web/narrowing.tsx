import { Button } from '@mantine/core';
import { IconFilter } from '@tabler/icons-react';
import { Suspense, useState } from 'react';
import type { Filter } from '../../../shared/filter/filter.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { useNoun } from '../../../web/kit/data/metadata.ts';
import { FilterChips } from '../../../web/kit/filter/filter-chips.tsx';
import { part } from '../../../web/ui/part.tsx';
import classes from './report.module.css';

const FilterDrawer = part(() => import('../../../web/kit/filter/filter-drawer.tsx'));

interface NarrowingProps {
  /** The noun whose records the conditions are about. */
  readonly about: string;
  readonly label: string;
  readonly filter: Filter | undefined;
  readonly onChange: (filter: Filter | undefined) => void;
}

/** Narrows a report by any condition that a list takes. */
export function Narrowing({ about, label, filter, onChange }: NarrowingProps) {
  const { t } = useTranslation('reports');
  const noun = useNoun(about);
  const [isOpen, setOpen] = useState(false);
  if (!noun?.may.read) return null;
  return (
    <div className={classes.narrowing}>
      <Button
        variant="default"
        leftSection={<IconFilter size={16} aria-hidden />}
        onClick={() => setOpen(true)}
        aria-label={t('narrow', { what: label })}
      >
        {label}
      </Button>
      <FilterChips noun={noun} filter={filter} onChange={onChange} onEdit={() => setOpen(true)} />
      <Suspense>
        {isOpen && <FilterDrawer noun={noun} filter={filter} onApply={onChange} onClose={() => setOpen(false)} />}
      </Suspense>
    </div>
  );
}
