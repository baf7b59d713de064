import { type NounTypes, Records } from './records.ts';
import { type Method, type RapportSettings, type RequestOptions, send } from './transport.ts';

/** Nouns nobody has described: any plural, any field. */
export type AnyNouns = Readonly<Record<string, AnyNoun>>;
type AnyNoun = {
  readonly record: Readonly<Record<string, unknown>> & { readonly id: string; readonly version: number };
  readonly create: Readonly<Record<string, unknown>>;
  readonly update: Readonly<Record<string, unknown>>;
};

export interface Rapport<N> {
  /** A noun's records by its plural: `deals`, `x-contracts`. */
  records<P extends keyof N & string>(plural: P): Records<N[P] & NounTypes>;
  /** Any other call of the API, e.g. `request('GET', '/api/v1/views', { query: { noun: 'deal' } })`. */
  request<T = unknown>(method: Method, path: string, options?: RequestOptions): Promise<T>;
}

/**
 * A Rapport as the key sees it. `createRapport<Nouns>(…)`, with `Nouns` from `rapport-client/nouns` or from types made of a workspace,
 * knows every field.
 */
export function createRapport<N = AnyNouns>(settings: RapportSettings): Rapport<N> {
  const request = (method: Method, path: string, options: RequestOptions = {}) => send(settings, method, path, options);
  return {
    records: <P extends keyof N & string>(plural: P) => new Records<N[P] & NounTypes>(request, plural),
    request: <T>(method: Method, path: string, options?: RequestOptions) =>
      request(method, path, options) as Promise<T>,
  };
}
