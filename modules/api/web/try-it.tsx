import { Alert, Button, CopyButton, Group, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { type ApiDocument, jsonOf, type Parameter } from '../../../shared/openapi/document.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import classes from './api-docs.module.css';
import type { Endpoint } from './description.ts';
import { exampleBody } from './example.ts';
import { addressOf, curlOf, type Given, isTriable, type Outcome, send } from './send.ts';

interface TryItProps {
  readonly document: ApiDocument;
  readonly endpoint: Endpoint;
}

/** Sends the operation as whoever is signed in, and shows what came back and how a program would ask. */
export default function TryIt({ document, endpoint }: TryItProps) {
  const { t } = useTranslation('api');
  const [given, setGiven] = useState<Given>(() => ({ values: {}, body: exampleBody(document, endpoint.operation) }));
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [isSending, setSending] = useState(false);
  const run = async () => {
    setSending(true);
    setOutcome(await send(endpoint, given).finally(() => setSending(false)));
  };
  const curl = curlOf(endpoint, given, window.location.origin);
  return (
    <section className={classes.trial} aria-label={t('try.title')}>
      <h4 className={classes.label}>{t('try.title')}</h4>
      <Inputs endpoint={endpoint} given={given} onChange={setGiven} />
      {endpoint.method !== 'GET' && isTriable(endpoint) && <Alert color="orange">{t('try.real')}</Alert>}
      <Group gap="xs">
        {isTriable(endpoint) && (
          <Button loading={isSending} disabled={addressOf(endpoint, given) === null} onClick={() => void run()}>
            {t('try.send')}
          </Button>
        )}
        <CopyButton value={curl}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {t(copied ? 'try.copied' : 'try.copy')}
            </Button>
          )}
        </CopyButton>
      </Group>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <pre className={classes.code} tabIndex={0}>
        {curl}
      </pre>
      {outcome && <Answer outcome={outcome} />}
    </section>
  );
}

interface InputsProps {
  readonly endpoint: Endpoint;
  readonly given: Given;
  readonly onChange: (given: Given) => void;
}

function Inputs({ endpoint, given, onChange }: InputsProps) {
  const { t } = useTranslation('api');
  const { operation } = endpoint;
  const asked = operation.parameters.filter((one) => one.in !== 'header' || one.name === 'If-Match');
  const set = (name: string, value: string) => onChange({ ...given, values: { ...given.values, [name]: value } });
  return (
    <>
      <div className={classes.inputs}>
        {asked.map((parameter) => (
          <TextInput
            key={parameter.name}
            label={parameter.name}
            required={parameter.required === true}
            placeholder={hintOf(parameter)}
            value={given.values[parameter.name] ?? ''}
            onChange={(event) => set(parameter.name, event.currentTarget.value)}
          />
        ))}
      </div>
      {given.body !== null && (
        <Textarea
          label={t('body')}
          autosize
          minRows={3}
          maxRows={16}
          classNames={{ input: classes.json ?? '' }}
          spellCheck={false}
          value={given.body}
          onChange={(event) => onChange({ ...given, body: event.currentTarget.value })}
        />
      )}
    </>
  );
}

const hints: Readonly<Record<string, string>> = {
  filter: '{"field":"createdAt","op":"atLeast","value":{"from":"today","plus":-7}}',
  group: '[{"field":"createdAt","by":"month"}]',
  measures: '[{"op":"count"}]',
  sort: '-createdAt',
  expand: '*',
};

function hintOf({ name, schema, content }: Parameter): string {
  const { default: standard } = (schema ?? {}) as { default?: unknown };
  return hints[name] ?? (standard === undefined ? (jsonOf(content) ? '{}' : '') : String(standard));
}

/** Longer ones are cut: a browser takes its time to lay out a megabyte of text. */
const longest = 50_000;

function Answer({ outcome }: { readonly outcome: Outcome }) {
  const { t } = useTranslation('api');
  const { status, milliseconds, text } = outcome;
  return (
    <div role="status">
      <h4 className={classes.label}>
        {status === null ? t('try.unreachable') : t('try.answered', { status, milliseconds })}
      </h4>
      {text !== '' && (
        <pre className={classes.code} data-failed={status === null || status >= 400}>
          {text.length > longest ? `${text.slice(0, longest)}\n…` : text}
        </pre>
      )}
    </div>
  );
}
