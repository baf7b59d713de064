import { Button, TextInput } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { use, useRef, useState } from 'react';
import { addDays } from '../../../../shared/dates/iso-date.ts';
import { TimeZoneContext } from '../../../../web/i18n/use-format.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { useNoun } from '../../../../web/kit/data/metadata.ts';
import { findField } from '../../../../web/kit/data/named-field.ts';
import { refreshLists } from '../../../../web/kit/data/record-mutations.ts';
import { fromZonedParts, toZonedParts } from '../../../../web/kit/fields/inputs/zoned-time.ts';
import { useLabels } from '../../../../web/kit/labels.ts';
import { notifyProblem } from '../../../../web/shell/notify.ts';
import { request } from '../../../../web/shell/request.ts';
import { KeyHint } from '../../../../web/ui/key-hint.tsx';
import classes from './ring.module.css';

interface Completion {
  readonly result: string;
  readonly next: { readonly title: string; readonly kind: 'call'; readonly dueAt: string } | null;
}

/** What came of a call by one key, and what comes next by another: Enter alone where nothing does. */
export default function AfterCall({ task, onDone }: { readonly task: string; readonly onDone: () => void }) {
  const { t } = useTranslation('calls');
  const noun = useNoun('task');
  const labels = useLabels();
  const client = useQueryClient();
  const timeZone = use(TimeZoneContext);
  const input = useRef<HTMLInputElement>(null);
  const [result, setResult] = useState<string | null>(null);
  const [next, setNext] = useState('');
  const field = noun && findField(noun, 'result');
  const options = field?.kind === 'choice' ? field.options.filter(({ retired }) => !retired).slice(0, 9) : [];
  const choose = (value: string) => {
    setResult(value);
    input.current?.focus();
  };
  useHotkeys(
    options.map(({ value }, index) => [`alt+Digit${index + 1}`, () => choose(value), { usePhysicalKeys: true }]),
    [],
  );
  const { mutate, isPending } = useMutation<object, Error, Completion>({
    mutationFn: (body) => request('POST', `/api/v1/tasks/${task}/completion`, body),
    onSuccess: () => {
      onDone();
      return refreshLists(client, 'task');
    },
    onError: (error) => notifyProblem(error, t, 'task'),
  });
  const submit = () => {
    if (!result || isPending) return;
    const title = next.trim();
    mutate({ result, next: title ? { title, kind: 'call', dueAt: tomorrow(timeZone) } : null });
  };
  if (!field || options.length === 0) return null;
  return (
    <form
      className={classes.after}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <fieldset className={classes.results} aria-label={t('ring.result')}>
        {options.map(({ value }, index) => (
          <Button
            key={value}
            size="compact-sm"
            variant={value === result ? 'filled' : 'default'}
            aria-pressed={value === result}
            rightSection={<KeyHint keys={`Alt ${index + 1}`} />}
            onClick={() => choose(value)}
          >
            {labels.option('task', field, value)}
          </Button>
        ))}
      </fieldset>
      <TextInput
        ref={input}
        aria-label={t('ring.next')}
        placeholder={t('ring.next')}
        maxLength={500}
        value={next}
        onChange={(event) => setNext(event.currentTarget.value)}
      />
      <Button type="submit" size="compact-md" disabled={!result} loading={isPending}>
        {t('ring.save')}
      </Button>
    </form>
  );
}

/** The same hour tomorrow, on the workspace’s clock. */
function tomorrow(timeZone: string): string {
  const [day, clock] = toZonedParts(new Date().toISOString(), timeZone);
  return fromZonedParts(addDays(day, 1), clock, timeZone);
}
