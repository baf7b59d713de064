import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { SectionCard } from '../../../web/ui/section-card.tsx';
import classes from './api-docs.module.css';

const origin = () => window.location.origin;

/** What holds for every call, each with an example. */
const parts = [
  {
    name: 'keys',
    example: () => `curl '${origin()}/api/v1/session' \\\n  -H "Authorization: Bearer $RAPPORT_API_KEY"`,
  },
  {
    name: 'lists',
    example: () =>
      'GET /api/v1/deals?sort=-amount&limit=60&expand=company,owner&fields=name,amount\n→ { "items": […], "next": "…" }\nGET /api/v1/deals?cursor=…',
  },
  {
    name: 'filters',
    example: () =>
      [
        '{ "field": "amount", "op": "atLeast", "value": 10000 }',
        '{ "all": [{ "field": "company.industry", "op": "is", "value": "retail" }, { "field": "owner", "op": "is", "value": "@me" }] }',
        '{ "field": "expectedCloseOn", "op": "lessThan", "value": { "from": "today", "plus": 7, "unit": "day" } }',
        '{ "related": { "of": "task", "by": "deal", "where": { "field": "done", "op": "is", "value": false }, "most": 0 } }',
        '{ "changed": { "field": "stage", "since": { "from": "startOfWeek" } } }',
      ].join('\n'),
  },
  {
    name: 'writes',
    example: () =>
      'PATCH /api/v1/deals/{id}\nIf-Match: "3"\nIdempotency-Key: order-1017\n\n{ "amount": { "amount": "1200.00", "currency": "EUR" }, "company": "0198…" }',
  },
  {
    name: 'failures',
    example: () =>
      '{ "status": 422, "code": "invalid", "requestId": "…",\n  "fields": [{ "path": "amount.currency", "code": "required" }] }',
  },
  {
    name: 'events',
    example: () => 'GET /api/v1/changes?cursor=…&nouns=deal,company\n→ { "items": […], "next": "…" }',
  },
  {
    name: 'programs',
    example: () =>
      "npm install ./rapport-client-0.1.0.tgz\n\nimport { createRapport } from 'rapport-client';\n\n" +
      `const rapport = createRapport({ url: '${origin()}', key: process.env.RAPPORT_API_KEY });\n` +
      "for await (const deal of rapport.records('deals').all({ sort: '-amount' })) console.log(deal.name);",
  },
] as const;

export function Basics() {
  const { t } = useTranslation('api');
  return (
    <>
      <p className={classes.lead}>
        {t('basics.text')}{' '}
        <Anchor href="/api/openapi.json" target="_blank" rel="noreferrer" underline="always" inherit>
          OpenAPI 3.1
        </Anchor>
      </p>
      {parts.map(({ name, example }) => (
        <SectionCard key={name} title={t(`basics.${name}.title`)}>
          <p className={classes.note}>
            {t(`basics.${name}.text`)}{' '}
            {name === 'keys' && (
              <Anchor component={Link} to="/api-keys" underline="always" inherit>
                {t('basics.keys.link')}
              </Anchor>
            )}
          </p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
          <pre className={classes.code} tabIndex={0}>
            {example()}
          </pre>
        </SectionCard>
      ))}
    </>
  );
}
