import { ActionIcon, Button, Group, Menu, Text } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react';
import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import type { Step } from '../../contract/index.ts';
import { newStep } from './draft.ts';
import classes from './editor.module.css';
import { errorsUnder } from './errors-under.ts';
import { StepEditor } from './step-editor.tsx';

const stepKinds = ['task', 'notice', 'letter', 'set', 'record', 'webhook', 'wait'] as const;

interface StepListProps {
  readonly noun: NounMetadata;
  readonly steps: readonly Step[];
  /** By their paths in the request. */
  readonly errors: Readonly<Record<string, string>>;
  readonly onChange: (steps: Step[]) => void;
}

/** What is done, in order. */
export function StepList({ noun, steps, errors, onChange }: StepListProps) {
  const { t } = useTranslation('automation');
  const replace = (index: number, step: Step | null) =>
    onChange(steps.flatMap((one, position) => (position === index ? (step ?? []) : one)));
  const swap = (index: number, other: number) =>
    onChange(
      steps.map((one, position) => steps[position === index ? other : position === other ? index : position] ?? one),
    );
  return (
    <>
      {steps.length === 0 && (
        <Text size="sm" c={errors.steps ? 'var(--mantine-color-error)' : 'dimmed'} mb="sm">
          {errors.steps ?? t('stepsNone')}
        </Text>
      )}
      <ol className={classes.steps}>
        {steps.map((step, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two like steps differ in nothing but their place
          <li key={`${index} ${step.do}`} className={classes.step}>
            <Group justify="space-between" wrap="nowrap" mb="xs">
              <Text fw={500} size="sm">
                {t('stepNumbered', { number: index + 1, step: t(`step.${step.do}`) })}
              </Text>
              <Group gap={2} wrap="nowrap">
                <Act label={t('up')} disabled={index === 0} icon={IconArrowUp} onClick={() => swap(index, index - 1)} />
                <Act
                  label={t('down')}
                  disabled={index === steps.length - 1}
                  icon={IconArrowDown}
                  onClick={() => swap(index, index + 1)}
                />
                <Act label={t('stepRemove')} icon={IconTrash} onClick={() => replace(index, null)} />
              </Group>
            </Group>
            <StepEditor
              noun={noun}
              step={step}
              canElse={steps.slice(0, index).some(({ only }) => only?.is === 'if')}
              errors={errorsUnder(errors, `steps.${index}`)}
              onChange={(next) => replace(index, next)}
            />
          </li>
        ))}
      </ol>
      <Menu position="bottom-start">
        <Menu.Target>
          <Button variant="default" leftSection={<IconPlus size={16} />}>
            {t('stepAdd')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {stepKinds.map((kind) => (
            <Menu.Item key={kind} onClick={() => onChange([...steps, newStep(kind, noun)])}>
              {t(`step.${kind}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </>
  );
}

interface ActProps {
  readonly label: string;
  readonly disabled?: boolean;
  readonly icon: typeof IconTrash;
  readonly onClick: () => void;
}

function Act({ label, disabled = false, icon: Icon, onClick }: ActProps) {
  return (
    <ActionIcon variant="subtle" color="gray" aria-label={label} disabled={disabled} onClick={onClick}>
      <Icon size={16} />
    </ActionIcon>
  );
}
