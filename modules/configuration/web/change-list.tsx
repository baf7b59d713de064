import { Badge, Checkbox, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { useNoun } from '../../../web/kit/data/metadata.ts';
import type { ConfigurationChange, PlannedChangeAnswer } from '../contract/index.ts';
import { ChangedValue, useChangeName, usePropertyName } from './change-words.tsx';
import classes from './configuration.module.css';

interface ChangeListProps {
  readonly changes: readonly (ConfigurationChange | PlannedChangeAnswer)[];
  /** Where changes can be left out: which are. */
  readonly without?: ReadonlySet<string>;
  readonly onWithout?: (name: string, leftOut: boolean) => void;
}

const colors = { add: 'blue', change: 'gray', retire: 'gray' } as const;
const shownAtFirst = 100;

/** Changes of a configuration in words; refused ones first, with the reason. */
export function ChangeList({ changes, without, onWithout }: ChangeListProps) {
  const { t } = useTranslation('configuration');
  const [all, setAll] = useState(false);
  const sorted = [...changes].sort((one, other) => Number(!problemOf(one)) - Number(!problemOf(other)));
  const shown = all ? sorted : sorted.slice(0, shownAtFirst);
  return (
    <>
      <ul className={classes.changes}>
        {shown.map((change) => (
          <ChangeLine
            key={changeName(change)}
            change={change}
            {...(onWithout ? { leftOut: without?.has(changeName(change)) ?? false, onWithout } : {})}
          />
        ))}
      </ul>
      {shown.length < sorted.length && (
        <button type="button" className={classes.more} onClick={() => setAll(true)}>
          {t('more', { number: sorted.length - shown.length })}
        </button>
      )}
    </>
  );
}

/** As the API calls a change that is left out. */
export function changeName({ part, key }: Pick<ConfigurationChange, 'part' | 'key'>): string {
  return `${part} ${key}`;
}

function problemOf(change: ConfigurationChange | PlannedChangeAnswer): PlannedChangeAnswer['problem'] {
  return 'problem' in change ? change.problem : null;
}

interface ChangeLineProps {
  readonly change: ConfigurationChange | PlannedChangeAnswer;
  readonly leftOut?: boolean;
  readonly onWithout?: (name: string, leftOut: boolean) => void;
}

function ChangeLine({ change, leftOut = false, onWithout }: ChangeLineProps) {
  const { t } = useTranslation(['configuration', 'errors']);
  const nameOf = useChangeName();
  const name = nameOf(change);
  const problem = leftOut ? null : problemOf(change);
  return (
    <li className={classes.change} data-left-out={leftOut || undefined}>
      {onWithout && (
        <Checkbox
          size="xs"
          checked={!leftOut}
          aria-label={t('bringIn', { name })}
          onChange={({ currentTarget }) => onWithout(changeName(change), !currentTarget.checked)}
        />
      )}
      <div className={classes.what}>
        <span className={classes.part}>{t(`parts.${change.part}`, { defaultValue: change.part })}</span>{' '}
        <span className={classes.name}>{name}</span>{' '}
        <Badge size="sm" variant="light" color={problem ? 'red' : colors[change.act]}>
          {t(problem ? 'refused' : `acts.${change.act}`)}
        </Badge>
        {problem && (
          <Text size="sm" c="var(--mantine-color-error)">
            {t([`errors:${problem.code}`, 'errors:wrongValue'], problem.params)}
          </Text>
        )}
        {change.act === 'change' && <Differences change={change} />}
      </div>
    </li>
  );
}

function Differences({ change }: { readonly change: ConfigurationChange }) {
  const { t } = useTranslation('configuration');
  const noun = useNoun(change.noun ?? '');
  const propertyName = usePropertyName();
  return (
    <ul className={classes.differences}>
      {change.differences.map(({ path, from, to }) => (
        <li key={path}>
          {propertyName(path)}: <del>{<ChangedValue value={from ?? absent(to)} noun={noun} />}</del>{' '}
          <span aria-hidden>→</span> <span className={classes.hiddenWord}>{t('becomes')}</span>{' '}
          <ins>{<ChangedValue value={to ?? absent(from)} noun={noun} />}</ins>
        </li>
      ))}
    </ul>
  );
}

/** What is said nowhere is no. */
function absent(other: unknown): unknown {
  return typeof other === 'boolean' ? false : undefined;
}
