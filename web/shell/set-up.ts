import type { SetUpInput } from '../../shared/contract/set-up.ts';
import { request } from './request.ts';

/** Creates the first workspace with its owner, who is signed in by it. Throws ApiError `invalid`, `setUpDone`. */
export const setUp = (input: SetUpInput) => request<unknown>('POST', '/api/v1/setup', input);

/** Starts filling the workspace with demo records. */
export const startDemo = () => request<unknown>('POST', '/api/v1/setup/demo', {});
