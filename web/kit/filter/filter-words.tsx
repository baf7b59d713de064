import { Fragment } from 'react';
import type { Changed, Condition, Filter, Related, Was } from '../../../shared/filter/filter.ts';
import { boundsOf } from '../../../shared/filter/related.ts';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { useMetadata } from '../data/metadata.ts';
import { findField } from '../data/named-field.ts';
import { useLabels } from '../labels.ts';
import { PlainReferences } from '../record-link.tsx';
import classes from './filter-chips.module.css';
import { resolveTarget } from './filter-fields.ts';
import { isCondition, toGroup } from './filter-tree.ts';
import { arityOf } from './new-condition.ts';
import { findRelation, quietDays } from './relations.ts';
import { isRelativeDay } from './relative-day.ts';
import { useTargetLabel } from './use-target-label.ts';
import { RelativeWords, ValueWords } from './value-words.tsx';

interface FilterWordsProps {
  readonly noun: NounMetadata;
  readonly filter: Filter;
}

/** A filter as a person would say it: "Amount is at least 1,000". */
export function FilterWords({ noun, filter }: FilterWordsProps) {
  const { t } = useTranslation('kit');
  if (isCondition(filter)) return <ConditionWords noun={noun} condition={filter} />;
  if ('related' in filter) return <RelatedWords noun={noun} related={filter.related} />;
  if ('changed' in filter) return <ChangedWords noun={noun} changed={filter.changed} />;
  if ('was' in filter) return <WasWords noun={noun} was={filter.was} />;
  const quiet = quietDays(filter);
  if (quiet !== null) return <>{t('filter.quiet.words', { count: quiet })}</>;
  const group = toGroup(filter);
  if (!group) return <>{'search' in filter ? t('filter.searchFor', { words: filter.search }) : ''}</>;
  const [only, ...others] = group.children;
  if (group.mode === 'not' && only && others.length === 0) return <NotWords noun={noun} filter={only} />;
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

/** What is denied alone: "has no Deals", "not: (…)". */
function NotWords({ noun, filter }: FilterWordsProps) {
  const { t } = useTranslation('kit');
  if ('related' in filter && filter.related.least === undefined && filter.related.most === undefined)
    return <RelatedWords noun={noun} related={{ ...filter.related, most: 0 }} />;
  return (
    <>
      {t('filter.notOne')} <FilterWords noun={noun} filter={filter} />
    </>
  );
}

/** "At least 3 Deals where Amount is at least 10,000". */
function RelatedWords({ noun, related }: { readonly noun: NounMetadata; readonly related: Related }) {
  const { t } = useTranslation('kit');
  const { data } = useMetadata();
  const labels = useLabels();
  const relation = data && findRelation(data, noun, related);
  const { least, most } = boundsOf(related);
  const nouns = relation ? labels.nouns(relation.noun.name) : (related.of ?? related.by);
  const kind = most === 0 ? 'none' : most !== null ? (least > 0 ? 'between' : 'most') : least > 1 ? 'least' : 'some';
  return (
    <>
      {t(`filter.related.${kind}`, { nouns, least, most })}
      {relation && related.where && (
        <>
          {' '}
          {t('filter.related.where')} <FilterWords noun={relation.noun} filter={related.where} />
        </>
      )}
    </>
  );
}

/** "Stage changed since 7 days before today". */
function ChangedWords({ noun, changed }: { readonly noun: NounMetadata; readonly changed: Changed }) {
  const { t } = useTranslation('kit');
  const labels = useLabels();
  const format = useFormat();
  const field = changed.field === undefined ? null : findField(noun, changed.field);
  const what =
    changed.field === undefined
      ? t('filter.changed.anything')
      : t('filter.changed.field', { field: field ? labels.field(noun.name, field) : changed.field });
  return (
    <>
      {what} {t('filter.changed.since')}{' '}
      {isRelativeDay(changed.since) ? <RelativeWords day={changed.since} /> : format.date(changed.since)}
    </>
  );
}

/** "Amount was greater than 10,000 at some time". */
function WasWords({ noun, was }: { readonly noun: NounMetadata; readonly was: Was }) {
  const { t } = useTranslation('kit');
  const format = useFormat();
  const { on, ...condition } = was;
  return (
    <>
      <ConditionWords noun={noun} condition={condition} past />{' '}
      {on === undefined ? (
        t('filter.was.ever')
      ) : (
        <>
          ({t('filter.was.on')}: {isRelativeDay(on) ? <RelativeWords day={on} /> : format.date(on)})
        </>
      )}
    </>
  );
}

interface ConditionWordsProps {
  readonly noun: NounMetadata;
  readonly condition: Condition;
  readonly past?: boolean;
}

function ConditionWords({ noun, condition, past = false }: ConditionWordsProps) {
  const { t } = useTranslation('kit');
  const { data } = useMetadata();
  const label = useTargetLabel();
  const target = data && resolveTarget(data, noun, condition.field);
  if (!target) return <>{condition.field}</>;
  const operator = operatorWord(target.field.kind, condition.op);
  return (
    <PlainReferences>
      {label(target, noun.name)} {t(past ? `filter.was.op.${operator}` : `operator.${operator}`)}{' '}
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
