import { Checkbox } from '@mantine/core';
import { getHotkeyHandler } from '@mantine/hooks';
import type { KeyboardEvent } from 'react';
import type { Filter } from '../../../shared/filter/filter.ts';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { findField } from '../../../web/kit/data/named-field.ts';
import { useRecordList } from '../../../web/kit/data/record-list.ts';
import { KeyHint } from '../../../web/ui/key-hint.tsx';
import { DateText } from '../../../web/ui/value-text.tsx';
import classes from './task.module.css';

/** One's own open steps with somebody, and which of them are done by what is being logged. */
interface OpenSteps {
  readonly steps: readonly AnyRecord[];
  readonly closed: readonly AnyRecord[];
  readonly toggle: (step: AnyRecord) => void;
}

const shown = 3;
const mine: Filter = { field: 'owner', op: 'is', value: '@me' };

/**
 * One's own open steps with somebody, which what is being logged may have been.
 *
 * @param pointer the task's field that points at whom it is about
 * @param about the id of whom it is about
 */
export function useOpenSteps(
  noun: NounMetadata,
  pointer: string,
  about: string,
  closed: readonly AnyRecord[],
  change: (closed: readonly AnyRecord[]) => void,
): OpenSteps {
  const filter: Filter = {
    all: [
      { field: pointer, op: 'is', value: about },
      { field: 'done', op: 'isNot', value: true },
      ...(findField(noun, 'owner') ? [mine] : []),
    ],
  };
  const { records } = useRecordList(noun, { filter, sort: 'dueAt', limit: shown }, noun.may.update);
  return {
    steps: records.slice(0, shown),
    closed,
    toggle: (step) => change(isAmong(closed, step) ? closed.filter(({ id }) => id !== step.id) : [...closed, step]),
  };
}

/** Each step by one key, for whoever writes in the form: a call that has ended meanwhile asks for what came of it by the same. */
export function stepKeys({ steps, toggle }: OpenSteps): (event: KeyboardEvent<HTMLElement>) => void {
  return getHotkeyHandler(
    steps.map((step, index) => [
      `alt+Digit${index + 1}`,
      (event: KeyboardEvent<HTMLElement> | globalThis.KeyboardEvent) => {
        event.stopPropagation();
        toggle(step);
      },
      { usePhysicalKeys: true },
    ]),
  );
}

/** The open steps to tick. */
export function OpenStepChoice({ steps, closed, toggle }: OpenSteps) {
  const { t } = useTranslation('tasks');
  if (steps.length === 0) return null;
  return (
    <fieldset className={classes.steps} aria-label={t('log.steps')}>
      <span className={classes.stepsTitle}>{t('log.steps')}</span>
      {steps.map((step, index) => (
        <Checkbox
          key={step.id}
          checked={isAmong(closed, step)}
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

const isAmong = (records: readonly AnyRecord[], { id }: AnyRecord) => records.some((one) => one.id === id);
