import { Checkbox } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import type { Filter } from '../../../shared/filter/filter.ts';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { findField } from '../../../web/kit/data/named-field.ts';
import { useRecordList } from '../../../web/kit/data/record-list.ts';
import { KeyHint } from '../../../web/ui/key-hint.tsx';
import { DateText } from '../../../web/ui/value-text.tsx';
import classes from './task.module.css';

interface OpenStepsProps {
  readonly noun: NounMetadata;
  /** The task's field that points at whom it is about, and who that is. */
  readonly pointer: string;
  readonly about: string;
  readonly closed: readonly AnyRecord[];
  readonly onChange: (closed: readonly AnyRecord[]) => void;
}

const shown = 3;
const mine: Filter = { field: 'owner', op: 'is', value: '@me' };

/** One's own open steps with somebody, which what is being logged may have been: each is done with it by one key. */
export function OpenSteps({ noun, pointer, about, closed, onChange }: OpenStepsProps) {
  const { t } = useTranslation('tasks');
  const filter: Filter = {
    all: [
      { field: pointer, op: 'is', value: about },
      { field: 'done', op: 'isNot', value: true },
      ...(findField(noun, 'owner') ? [mine] : []),
    ],
  };
  const { records } = useRecordList(noun, { filter, sort: 'dueAt', limit: shown }, noun.may.update);
  const steps = records.slice(0, shown);
  const isClosed = ({ id }: AnyRecord) => closed.some((one) => one.id === id);
  const toggle = (step: AnyRecord) =>
    onChange(isClosed(step) ? closed.filter(({ id }) => id !== step.id) : [...closed, step]);
  useHotkeys(
    steps.map((step, index) => [`alt+Digit${index + 1}`, () => toggle(step), { usePhysicalKeys: true }]),
    [],
  );
  if (steps.length === 0) return null;
  return (
    <fieldset className={classes.steps} aria-label={t('log.steps')}>
      <span className={classes.stepsTitle}>{t('log.steps')}</span>
      {steps.map((step, index) => (
        <Checkbox
          key={step.id}
          checked={isClosed(step)}
          onChange={() => toggle(step)}
          label={
            <>
              {String(step.title ?? '')}
              {typeof step.dueAt === 'string' && (
                <>
                  {' · '}
                  <DateText value={step.dueAt} relative />
                </>
              )}{' '}
              <KeyHint keys={`Alt ${index + 1}`} />
            </>
          }
        />
      ))}
    </fieldset>
  );
}
