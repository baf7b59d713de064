import { Divider } from '@mantine/core';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import classes from './task.module.css';
import { TaskInput } from './task-input.tsx';

type Values = Readonly<Record<string, unknown>>;

interface NextStepProps {
  readonly noun: NounMetadata;
  readonly values: Values;
  /** What is wrong, by `next.…`. */
  readonly faults?: Readonly<Record<string, string>>;
  /** Asked besides what is to be done and until when. */
  readonly also?: readonly string[];
  readonly onChange: (values: Values) => void;
}

/** What comes next, and until when: a client without a next step is a client forgotten. Nothing where no tasks may be written. */
export function NextStep({ noun, values, faults = {}, also = [], onChange }: NextStepProps) {
  const { t } = useTranslation('tasks');
  if (!noun.may.create) return null;
  return (
    <>
      <Divider label={t('completion.next')} labelPosition="left" />
      <TaskInput
        noun={noun}
        name="title"
        label={t('completion.nextTitle')}
        help={t('completion.nextHelp')}
        values={values}
        error={faults['next.title']}
        onChange={onChange}
      />
      <div className={classes.inputs}>
        {[...also, 'dueAt'].map((name) => (
          <TaskInput
            key={name}
            noun={noun}
            name={name}
            values={values}
            error={faults[`next.${name}`]}
            onChange={onChange}
          />
        ))}
      </div>
    </>
  );
}

/** The step as it is sent; null where nothing follows. */
export function stepOf(noun: NounMetadata, values: Values): Values | null {
  const title = String(values.title ?? '').trim();
  return title === '' || !noun.may.create ? null : { ...values, title };
}
