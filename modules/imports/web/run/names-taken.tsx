import { Text } from '@mantine/core';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { ChoiceBadge } from '../../../../web/kit/fields/values/choice-badge.tsx';
import { SectionCard } from '../../../../web/ui/section-card.tsx';
import type { ImportState, NameQuestion } from '../../contract/index.ts';
import classes from './names-taken.module.css';

/** The most names that are listed. */
const mostListed = 200;

interface NamesTakenProps {
  readonly state: ImportState;
  readonly title: string;
}

/** What names in the file were taken for, and which were created. */
export function NamesTaken({ state, title }: NamesTakenProps) {
  const { t } = useTranslation('imports');
  const sorted = state.names.toSorted((one, other) => rank[one.kind] - rank[other.kind]);
  return (
    <SectionCard title={title}>
      <ul className={classes.names}>
        {sorted.slice(0, mostListed).map(({ header, value, kind, name, rows }) => (
          <li key={`${header} ${value}`} className={classes.name}>
            <span className={classes.text}>
              <strong>{value}</strong>
              {name !== null && name !== value && ` → ${name}`}
            </span>
            <ChoiceBadge color={colors[kind]}>{t(`names.outcome.${kind}`)}</ChoiceBadge>
            <span className={classes.facts}>
              {header} · {t('names.rows', { count: rows })}
            </span>
          </li>
        ))}
      </ul>
      {sorted.length > mostListed && (
        <Text size="sm" c="dimmed" mt="sm">
          {t('names.more', { count: sorted.length - mostListed })}
        </Text>
      )}
    </SectionCard>
  );
}

const rank: Readonly<Record<NameQuestion['kind'], number>> = { unknown: 0, near: 1, normalised: 2, chosen: 3, new: 4 };
const colors = { normalised: 'teal', near: 'orange', chosen: 'blue', new: 'gray', unknown: 'red' } as const;
