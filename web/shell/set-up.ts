import type { WorkspaceSettings } from '../../shared/nouns/metadata.ts';
import { request } from './request.ts';

export interface SetUpInput {
  readonly workspace: Omit<WorkspaceSettings, 'id'>;
  readonly owner: { readonly name: string; readonly email: string; readonly password: string };
}

/** Creates the first workspace with its owner, who is signed in by it. Throws ProblemError `invalid`, `alreadySetUp`. */
export const setUp = (input: SetUpInput) => request<unknown>('POST', '/api/v1/setup', input);

/** Starts filling the workspace with demo records. */
export const startDemo = () => request<{ readonly jobId: string }>('POST', '/api/v1/setup/demo', {});
