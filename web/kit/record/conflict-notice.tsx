import { Alert, Button, Group, Text } from '@mantine/core';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import { useTranslation } from '../../i18n/use-translation.tsx';
import type { NamedField } from '../data/named-field.ts';
import { useChanges } from '../data/record.ts';
import { isEmptyValue } from '../data/record-values.ts';
import { FieldValue } from '../fields/field-value.tsx';
import { ReferenceLabel } from '../fields/values/reference-label.tsx';
import type { Conflict } from './use-inline-edit.ts';

interface ConflictNoticeProps {
  readonly noun: NounMetadata;
  readonly field: NamedField;
  readonly conflict: Conflict;
  readonly onKeepMine: () => void;
  readonly onTakeTheirs: () => void;
}

/** Whose change came first and what it says; one keeps one's own value or takes theirs. */
export function ConflictNotice({ noun, field, conflict, onKeepMine, onTakeTheirs }: ConflictNoticeProps) {
  const { t } = useTranslation('kit');
  const changes = useChanges(noun, conflict.current.id);
  const change = changes.isFetching
    ? undefined
    : changes.data?.pages.flatMap(({ items }) => items).find(({ fields }) => field.name in fields);
  const theirs = conflict.current[field.name];
  return (
    <Alert
      color="yellow"
      styles={{ title: { color: 'var(--mantine-color-text)' } }}
      role="alert"
      title={t('conflict.title')}
    >
      <Text size="sm">
        {change?.memberId ? (
          <ReferenceLabel noun="member" reference={{ id: change.memberId }} />
        ) : (
          t('conflict.somebody')
        )}
        {': '}
        <Shown noun={noun} field={field} value={conflict.before} />
        {' → '}
        <strong>
          <Shown noun={noun} field={field} value={theirs} />
        </strong>
      </Text>
      <Group gap="xs" mt="xs">
        <Button variant="default" onClick={onKeepMine}>
          {t('conflict.mine')}
        </Button>
        <Button variant="default" onClick={onTakeTheirs}>
          {t('conflict.theirs')}
        </Button>
      </Group>
    </Alert>
  );
}

interface ShownProps extends Pick<ConflictNoticeProps, 'noun' | 'field'> {
  readonly value: unknown;
}

function Shown({ noun, field, value }: ShownProps) {
  const { t } = useTranslation('kit');
  return isEmptyValue(value) ? t('value.empty') : <FieldValue noun={noun} field={field} value={value} compact />;
}
