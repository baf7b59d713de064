import { queryOptions } from '@tanstack/react-query';
import type { SetUpInput } from '../../shared/contract/set-up.ts';
import { request } from './request.ts';

/** Creates the first workspace with its owner, who is signed in by it. Throws ApiError `invalid`, `setUpDone`. */
export const setUp = (input: SetUpInput) => request<unknown>('POST', '/api/v1/setup', input);

/** How far filling the workspace with demo records is. */
export interface DemoState {
  readonly state: 'none' | 'filling' | 'failed' | 'done';
  /** How much of it is there while it is being filled in, between 0 and 1. */
  readonly share: number;
  readonly companies: number;
  readonly people: number;
  readonly deals: number;
}

const pauseMs = 1000;

/** Asked again and again while it lasts; `unreachable` does not end it. */
export const demoQuery = queryOptions({
  queryKey: ['demo'],
  queryFn: ({ signal }) => request<DemoState>('GET', '/api/v1/setup/demo', undefined, signal),
  refetchInterval: ({ state: { data } }) => (data?.state === 'filling' ? pauseMs : false),
});

/** Starts filling the workspace with demo records. */
export const startDemo = () => request<unknown>('POST', '/api/v1/setup/demo', {});

/** Stops it: nothing of it is kept. Where all of it is there by now it stays, as the answer says. */
export const cancelDemo = () => request<DemoState>('DELETE', '/api/v1/setup/demo');
