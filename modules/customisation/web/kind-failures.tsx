import { Text } from '@mantine/core';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import classes from './fields.module.css';
import { type KindChange, useKindFailures } from './kind-changes.queries.ts';

/** The values that are none of the other kind, each with its record. */
export function KindFailures({ change }: { readonly change: KindChange }) {
  const { t } = useTranslation('customisation');
  const failures = useKindFailures(change).data;
  if (change.failed === 0 || !failures) return null;
  return (
    <>
      <ul className={classes.failures}>
        {failures.items.map(({ record, label, value }) => (
          <li key={record}>
            <span>{label ?? record}</span>
            <q>{value}</q>
          </li>
        ))}
      </ul>
      {failures.next && (
        <Text size="sm" c="dimmed">
          {t('kindChange.more', { count: change.failed - failures.items.length })}
        </Text>
      )}
    </>
  );
}
