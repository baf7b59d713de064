import type { FileReference } from '../../../shared/nouns/value.ts';
import { ApiError, readProblem, unreachable } from '../../client/api-error.ts';
import { pageHeaders } from '../../client/page-owner.ts';

interface UploadOptions {
  /** Told the share of the file that is sent, from 0 to 1. */
  readonly onProgress: (share: number) => void;
  readonly signal: AbortSignal;
}

/** Sends a file by itself, or as a new version of the one whose `id` is given. Throws ApiError, or the signal's reason. */
export function uploadFile(file: File, { onProgress, signal }: UploadOptions, id?: string): Promise<FileReference> {
  // `fetch` tells nothing of what it has sent.
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', id ? `${filePath(id)}/versions` : '/api/v1/files');
    request.setRequestHeader('accept', 'application/json');
    for (const [name, value] of Object.entries(pageHeaders())) request.setRequestHeader(name, value);
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0));
    request.addEventListener('load', () => resolve(readAnswer(request)));
    request.addEventListener('error', () => reject(unreachable(new Error('The upload broke off'))));
    request.addEventListener('abort', () => reject(signal.reason));
    signal.addEventListener('abort', () => request.abort(), { once: true });
    const form = new FormData();
    form.append('file', file, file.name);
    request.send(form);
  });
}

async function readAnswer(request: XMLHttpRequest): Promise<FileReference> {
  if (request.status === 201) return JSON.parse(request.responseText) as FileReference;
  throw new ApiError(await readProblem(new Response(request.responseText, { status: request.status })));
}

/** Where a file's routes are. */
export function filePath(id: string): string {
  return `/api/v1/files/${encodeURIComponent(id)}`;
}

/** Where its content is, of a certain version so that a browser never shows an older one. */
export function contentPath({ id, version }: Pick<FileReference, 'id' | 'version'>): string {
  return `${filePath(id)}/content?version=${version}`;
}
