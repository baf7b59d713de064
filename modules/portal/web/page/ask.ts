import { ApiError, readProblem, unreachable } from '../../../../web/client/api-error.ts';
import { request } from '../../../../web/shell/request.ts';
import type { PortalFile } from '../../contract/index.ts';

type Method = 'GET' | 'POST' | 'PUT';

/** Asks the portal of a workspace; the page brings no schemas along, so what is answered is named by whoever asks. Throws ApiError. */
export function ask<T>(method: Method, workspace: string, path: string, body?: object): Promise<T> {
  return request<T>(method, portalAddress(workspace, path), body, undefined, spoken());
}

/** Sends a file that belongs to nothing yet. Throws ApiError. */
export async function sendFile(workspace: string, file: File): Promise<PortalFile> {
  const body = new FormData();
  body.append('file', file);
  const init = { method: 'POST', body, credentials: 'same-origin' } as const;
  const response = await fetch(portalAddress(workspace, '/files'), init).catch((error: unknown) => {
    throw unreachable(error);
  });
  if (!response.ok) throw new ApiError(await readProblem(response));
  return (await response.json()) as PortalFile;
}

/** In the language of the page, which need not be the browser's. */
const spoken = () => ({ 'accept-language': document.documentElement.lang });

/** Where the API has that part of a workspace's portal. */
export const portalAddress = (workspace: string, path: string): string =>
  `/api/v1/portal/${encodeURIComponent(workspace)}${path}`;
