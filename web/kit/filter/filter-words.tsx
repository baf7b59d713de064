import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import type { Condition, Filter } from '../../../shared/filter/filter.ts';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import { useMetadata } from '../data/metadata.ts';
import { PlainReferences } from '../record-link.tsx';
import classes from './filter-chips.module.css';
import { resolveTarget } from './filter-fields.ts';
import { isCondition, toGroup } from './filter-tree.ts';
import { arityOf } from './new-condition.ts';
import { useTargetLabel } from './use-target-label.ts';
import { ValueWords } from './value-words.tsx';

interface FilterWordsProps {
  readonly noun: NounMetadata;
  readonly filter: Filter;
}

/** A filter as a person would say it: "Amount is at least 1,000". */
export function FilterWords({ noun, filter }: FilterWordsProps) {
  const { t } = useTranslation('kit');
  if (isCondition(filter)) return <ConditionWords noun={noun} condition={filter} />;
  const group = toGroup(filter);
  if (!group) return <>{'search' in filter ? t('filter.searchFor', { words: filter.search }) : ''}</>;
  const joint = t(group.mode === 'all' ? 'filter.and' : 'filter.or');
  return (
    <>
      {group.mode === 'not' && `${t('filter.not')} `}
      {group.children.map((child, index) => (
        <Fragment key={JSON.stringify(child)}>
          {index > 0 && ` ${joint} `}
          {isCondition(child) ? (
            <FilterWords noun={noun} filter={child} />
          ) : (
            <>
              (<FilterWords noun={noun} filter={child} />)
            </>
          )}
        </Fragment>
      ))}
    </>
  );
}

function ConditionWords({ noun, condition }: { readonly noun: NounMetadata; readonly condition: Condition }) {
  const { t } = useTranslation('kit');
  const { data } = useMetadata();
  const label = useTargetLabel();
  const target = data && resolveTarget(data, noun, condition.field);
  if (!target) return <>{condition.field}</>;
  return (
    <PlainReferences>
      {label(target, noun.name)} {t(`operator.${operatorWord(target.field.kind, condition.op)}`)}{' '}
      {arityOf(condition.op) !== 'none' && (
        <span className={classes.value}>
          <ValueWords target={target} value={condition.value} />
        </span>
      )}
    </PlainReferences>
  );
}

/** Days are "before" and "after" where numbers are "less" and "greater". */
export function operatorWord(kind: string, operator: string): string {
  const isDay = kind === 'date' || kind === 'datetime';
  return isDay && dayOperators.has(operator) ? `day.${operator}` : operator;
}

const dayOperators: ReadonlySet<string> = new Set(['lessThan', 'atMost', 'greaterThan', 'atLeast']);
