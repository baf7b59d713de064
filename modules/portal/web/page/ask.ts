import { request } from '../../../../web/shell/request.ts';

type Method = 'GET' | 'POST';

/** Asks the portal of a workspace; the page brings no schemas along, so what is answered is named by whoever asks. Throws ApiError. */
export function ask<T>(method: Method, workspace: string, path: string, body?: object): Promise<T> {
  return request<T>(method, portalAddress(workspace, path), body);
}

/** Where the API has that part of a workspace's portal. */
export const portalAddress = (workspace: string, path: string): string =>
  `/api/v1/portal/${encodeURIComponent(workspace)}${path}`;
