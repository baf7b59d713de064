export type * from './filter.ts';
export { type AnyNouns, createRapport, type Rapport } from './rapport.ts';
export { type FieldError, type Problem, RapportError } from './rapport-error.ts';
export type {
  AggregateQuery,
  BatchOperation,
  Chosen,
  CountQuery,
  Figures,
  ListQuery,
  NounTypes,
  Page,
  ReadOptions,
  Records,
  WriteOptions,
} from './records.ts';
export type { Method, RapportSettings, RequestOptions } from './transport.ts';
