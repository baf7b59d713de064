import type { Found } from './found.ts';
import type { Scenario } from './scenarios.ts';

/** What is written; the bare server writes the row alone, without history, rights or checks. */
export function writeScenarios({ people }: Found): readonly Scenario[] {
  return [createScenario(), patchScenario((index) => people[index % people.length] ?? ''), batchScenario()];
}

const columns = 'id, name, name_given, name_family, job_title, emails, emails_first, search';

const personOf = (index: number | string) => ({
  name: { given: 'Anna', family: `Bench ${index}` },
  jobTitle: 'Store manager',
  emails: [{ address: `anna.bench.${index}@bench.example` }],
});

function createScenario(): Scenario {
  const bodyOf = (index: number) => JSON.stringify(personOf(index));
  return {
    ...{ name: 'create a person', kind: 'write' },
    request: (index) => ({ method: 'POST', path: '/api/v1/people', body: bodyOf(index) }),
    bareRequest: (index) => ({ method: 'POST', path: '', body: bodyOf(index) }),
    bare: {
      text: `insert into people (${columns}) values ($1, $2, $3, $4, $5, $6, $7, $8) returning id`,
      ...{ values: [], answer: 'created' },
    },
  };
}

function patchScenario(idOf: (index: number) => string): Scenario {
  const bodyOf = (index: number) => JSON.stringify({ jobTitle: `Manager ${index}` });
  return {
    ...{ name: 'patch one field', kind: 'write' },
    request: (index) => ({ method: 'PATCH', path: `/api/v1/people/${idOf(index)}`, body: bodyOf(index) }),
    bareRequest: (index) => ({ method: 'PATCH', path: `?k=${idOf(index)}`, body: bodyOf(index) }),
    bare: {
      text: 'update people set job_title = $2, version = version + 1, updated_at = now() where id = $1 returning id, version',
      ...{ values: [], answer: 'patched' },
    },
  };
}

/** Sixty people at once: the bare server writes them by one statement. */
function batchScenario(): Scenario {
  const people = (index: number) => Array.from({ length: 60 }, (_, place) => personOf(`${index}-${place}`));
  const batch = (index: number) => JSON.stringify({ operations: people(index).map((create) => ({ create })) });
  return {
    ...{ name: 'batch of 60 people', kind: 'write' },
    request: (index) => ({ method: 'POST', path: '/api/v1/people/batch', body: batch(index) }),
    bareRequest: (index) => ({ method: 'POST', path: '', body: JSON.stringify(people(index)) }),
    bare: {
      text: `insert into people (${columns}) select i::uuid, n, g, f, j, e::jsonb, a, s
        from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[]) u (i, n, g, f, j, e, a, s)
        returning id`,
      ...{ values: [], answer: 'createdMany' },
    },
  };
}
