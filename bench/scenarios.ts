import type { Context } from '../server/context.ts';
import { findRecords } from './found.ts';
import { readScenarios } from './read-scenarios.ts';
import { writeScenarios } from './write-scenarios.ts';

/** One thing measured: how Rapport is asked for it, and what the bare server does for the same. */
export interface Scenario {
  readonly name: string;
  readonly kind: 'read' | 'write';
  /** The nth request to Rapport. */
  request(index: number): ClientRequest;
  /** The same of the bare server, at `/<position of the scenario>`. */
  bareRequest(index: number): ClientRequest;
  readonly bare: BareTask;
}

export interface ClientRequest {
  readonly method: 'GET' | 'POST' | 'PATCH';
  readonly path: string;
  readonly body?: string;
}

/** What the bare server runs: a prepared statement, and how its rows become the answer. */
export interface BareTask {
  /** For lists: eight statements as JSON, chosen by the request's `?n=`. */
  readonly text: string;
  readonly values: readonly unknown[];
  readonly answer: 'record' | 'list' | 'rows' | 'created' | 'createdMany' | 'patched';
}

/** Every scenario, or those whose name BENCH_ONLY occurs in, with ids of records that are there. */
export async function listScenarios(ctx: Context): Promise<readonly Scenario[]> {
  const found = await findRecords(ctx);
  const all = [...(await readScenarios(ctx, found)), ...writeScenarios(found)];
  const wanted = process.env.BENCH_ONLY?.split(',');
  return wanted ? all.filter(({ name }) => wanted.some((part) => name.includes(part))) : all;
}
