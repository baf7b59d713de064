import type { Endpoint } from '../../shared/contract/endpoint.ts';
import { fieldErrorsOf } from '../../shared/contract/field-errors.ts';
import type { Answer } from './answer.ts';

/** Throws when an answer breaks its own contract: a property nobody declared is a leak, a missing one a broken client. */
export function checkAnswer(endpoint: Endpoint, answer: Answer): void {
  if (typeof answer.body !== 'string') return;
  const result = endpoint.response.safeParse(JSON.parse(answer.body), { reportInput: true });
  if (result.success) return;
  const faults = fieldErrorsOf(result.error).map(({ path, code }) => `${path}: ${code}`);
  throw new Error(`${endpoint.name} answers against its contract: ${faults.join(', ')}`);
}
