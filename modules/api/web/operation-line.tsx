import { UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { Suspense, useId, useState } from 'react';
import { type ApiDocument, type JsonSchema, jsonOf, type Parameter } from '../../../shared/openapi/document.ts';
import { typeText } from '../../../shared/openapi/type-text.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { LoadingState } from '../../../web/ui/loading-state.tsx';
import { part } from '../../../web/ui/part.tsx';
import classes from './api-docs.module.css';
import type { Endpoint } from './description.ts';

const TryIt = part(() => import('./try-it.tsx'));

interface OperationProps {
  readonly document: ApiDocument;
  readonly endpoint: Endpoint;
}

/** One operation: a line, which opens to what it takes, what it answers and a place to try it. */
export function OperationLine({ document, endpoint }: OperationProps) {
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const { method, path, operation } = endpoint;
  return (
    <article className={classes.operation}>
      <h3 className={classes.head}>
        <UnstyledButton
          className={classes.opener}
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={() => setOpen(!isOpen)}
        >
          <IconChevronRight size={16} className={classes.arrow} data-open={isOpen} aria-hidden />
          <span className={classes.method} data-method={method}>
            {method}
          </span>
          <code className={classes.path}>{path}</code>
          <span className={classes.summary} lang="en">
            {operation.summary}
          </span>
        </UnstyledButton>
      </h3>
      <div id={id} hidden={!isOpen} className={classes.details}>
        {isOpen && <Details document={document} endpoint={endpoint} />}
      </div>
    </article>
  );
}

function Details({ document, endpoint }: OperationProps) {
  const { t } = useTranslation('api');
  const { parameters, requestBody, responses, 'x-error-codes': codes = [] } = endpoint.operation;
  const [status, success] = Object.entries(responses).find(([one]) => one.startsWith('2')) ?? ['200', {}];
  const answer = jsonOf(success.content);
  const body = jsonOf(requestBody?.content);
  return (
    <>
      {parameters.length > 0 && <Parameters parameters={parameters} />}
      {body && <TypeOf title={t('body')} schema={body} document={document} />}
      {answer && <TypeOf title={t('answer', { status })} schema={answer} document={document} />}
      {codes.length > 0 && (
        <p className={classes.note}>
          {t('ownErrors')} <code>{codes.join(' ')}</code>
        </p>
      )}
      <Suspense fallback={<LoadingState lines={2} />}>
        <TryIt document={document} endpoint={endpoint} />
      </Suspense>
    </>
  );
}

function Parameters({ parameters }: { readonly parameters: readonly Parameter[] }) {
  const { t } = useTranslation('api');
  return (
    <dl className={classes.parameters}>
      {parameters.map((parameter) => {
        const schema = parameter.schema ?? jsonOf(parameter.content) ?? {};
        const { description } = schema as { description?: string };
        const place = parameter.in === 'query' ? [] : [parameter.in];
        return (
          <div key={`${parameter.in} ${parameter.name}`} className={classes.parameter}>
            <dt>
              <code>{parameter.name}</code>
            </dt>
            <dd>
              <code>{typeText(schema)}</code>{' '}
              {[...place, ...(parameter.required ? [t('mark.required')] : [])].join(' · ')}
              {description && <span lang="en"> {description}</span>}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

interface TypeOfProps {
  readonly title: string;
  readonly schema: JsonSchema;
  readonly document: ApiDocument;
}

/** A schema as a type, with the one it refers to at first spelled out. */
function TypeOf({ title, schema, document }: TypeOfProps) {
  const named =
    typeof schema.$ref === 'string' ? document.components.schemas[schema.$ref.split('/').at(-1) ?? ''] : null;
  return (
    <>
      <h4 className={classes.label}>{title}</h4>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <pre className={classes.code} tabIndex={0}>
        {typeText(named ?? schema, { indent: '' })}
      </pre>
    </>
  );
}
