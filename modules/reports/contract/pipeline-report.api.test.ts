import { expect, it } from 'vitest';
import { z } from 'zod';
import { getPipelineReport } from './pipeline-report.api.ts';

const { response, query } = getPipelineReport;

it('describes the report without leading anywhere that is not described', () => {
  const text = JSON.stringify(z.toJSONSchema(response, { unrepresentable: 'any' }));
  expect(text).not.toContain('$ref');
  expect(text).toContain('"description":"What `GET /deals?filter=` takes to list exactly these deals"');
});

it('takes breakdowns by their names, separated by commas, and no others', () => {
  expect(query?.parse({ groupBy: 'owner,month' })).toEqual({ groupBy: ['owner', 'month'] });
  expect(query?.safeParse({ groupBy: 'owner,colour' }).success).toBe(false);
  expect(query?.safeParse({ from: '2026-02-30' }).success).toBe(false);
});
