import { CloseButton } from '@mantine/core';
import type { Filter } from '../../../shared/filter/filter.ts';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import { useTranslation } from '../../i18n/use-translation.tsx';
import listClasses from '../list/list-page.module.css';
import classes from './filter-chips.module.css';
import { fromGroup, replaceAt, simplify, toRoot } from './filter-tree.ts';
import { FilterWords } from './filter-words.tsx';

interface FilterChipsProps {
  readonly noun: NounMetadata;
  readonly filter: Filter | undefined;
  /** A condition that is told elsewhere on the page. */
  readonly told?: Filter | undefined;
  readonly onChange: (filter: Filter | undefined) => void;
  readonly onEdit: () => void;
}

/** The filter in plain words, a chip for each of its conditions. */
export function FilterChips({ noun, filter, told, onChange, onEdit }: FilterChipsProps) {
  const { t } = useTranslation('kit');
  if (!filter) return null;
  const root = toRoot(filter);
  const parts = root.mode === 'all' ? root.children : [filter];
  const remove = (index: number) =>
    onChange(root.mode === 'all' ? simplify(fromGroup(replaceAt(root, [index], null))) : undefined);
  return (
    <ul className={`${listClasses.chips} ${classes.chips}`} aria-label={t('filter.active')}>
      {parts.map((part, index) =>
        JSON.stringify(part) === JSON.stringify(told) ? null : (
          <li key={JSON.stringify(part)} className={classes.chip}>
            <button type="button" className={classes.words} onClick={onEdit}>
              <FilterWords noun={noun} filter={part} />
            </button>
            <CloseButton size={24} iconSize={14} aria-label={t('filter.remove')} onClick={() => remove(index)} />
          </li>
        ),
      )}
    </ul>
  );
}
