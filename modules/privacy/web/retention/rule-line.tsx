import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useFormat } from '../../../../web/i18n/use-format.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { useNoun } from '../../../../web/kit/data/metadata.ts';
import { FilterWords } from '../../../../web/kit/filter/filter-words.tsx';
import { useLabels } from '../../../../web/kit/labels.ts';
import { FormProblem } from '../../../../web/shell/form-problem.tsx';
import { ConfirmDialog } from '../../../../web/ui/confirm-dialog.tsx';
import { SectionCard } from '../../../../web/ui/section-card.tsx';
import type { RetentionRule } from '../../contract/index.ts';
import { useRemoveRule, useSwitchRule } from './retention.queries.ts';

interface RuleLineProps {
  readonly rule: RetentionRule;
  readonly onPreview: () => void;
}

/** One rule in words, whether it works, and what can be done with it. */
export function RuleLine({ rule, onPreview }: RuleLineProps) {
  const { t } = useTranslation('privacy');
  const labels = useLabels();
  const format = useFormat();
  const noun = useNoun(rule.noun);
  const change = useSwitchRule(rule.id);
  const remove = useRemoveRule();
  const [removing, setRemoving] = useState(false);
  const isOn = rule.state === 'on';
  const colors = { on: 'teal', off: 'gray', stopped: 'red' } as const;
  return (
    <SectionCard
      title={labels.nouns(rule.noun)}
      actions={
        <Badge color={colors[rule.state]} variant="light">
          {t(`retention.state.${rule.state}`)}
        </Badge>
      }
    >
      <Stack gap="xs">
        <Text size="sm">{t(`retention.rule.${rule.since}`, { count: rule.days })}</Text>
        {rule.filter && noun && (
          <Text size="sm" component="div">
            <FilterWords noun={noun} filter={rule.filter} />
          </Text>
        )}
        {rule.eraseAfter !== null && <Text size="sm">{t('retention.erases', { count: rule.eraseAfter })}</Text>}
        {rule.nextErasure && (
          <Text size="sm">
            {t('retention.waiting', { count: rule.waiting, at: format.date(rule.nextErasure.slice(0, 10)) })}
          </Text>
        )}
        {rule.fault && (
          <Text size="sm" c="var(--mantine-color-error)">
            {t(`retention.fault.${rule.fault}`)}
          </Text>
        )}
        <FormProblem error={change.error} />
        <Group gap="xs">
          <Button variant="default" size="compact-sm" onClick={onPreview}>
            {t(isOn ? 'retention.preview' : 'retention.previewOn')}
          </Button>
          {isOn && (
            <Button
              variant="default"
              size="compact-sm"
              loading={change.isPending}
              onClick={() => change.mutate({ on: false })}
            >
              {t('retention.off')}
            </Button>
          )}
          <Button variant="subtle" color="gray" size="compact-sm" onClick={() => setRemoving(true)}>
            {t('retention.remove')}
          </Button>
        </Group>
      </Stack>
      <ConfirmDialog
        opened={removing}
        onClose={() => setRemoving(false)}
        title={t('retention.removeTitle')}
        text={t('retention.removeText')}
        confirmLabel={t('retention.remove')}
        danger
        onConfirm={async () => void (await remove.mutateAsync(rule.id))}
      />
    </SectionCard>
  );
}
