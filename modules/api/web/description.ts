import { useQuery } from '@tanstack/react-query';
import type { ApiDocument, Operation } from '../../../shared/openapi/document.ts';
import { request } from '../../../web/shell/request.ts';

/** One operation and where it is reached. */
export interface Endpoint {
  readonly method: string;
  readonly path: string;
  readonly operation: Operation;
}

/** The API as the signed-in person has it. Asked again at each visit: fields are added meanwhile. */
export function useDescription() {
  return useQuery({
    queryKey: ['openapi'],
    queryFn: ({ signal }) => request<ApiDocument>('GET', '/api/openapi.json', undefined, signal),
  });
}

/** The operations of a part of the API, shorter addresses first. */
export function endpointsOf({ paths }: ApiDocument, tag: string): readonly Endpoint[] {
  const endpoints = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, operation]) => operation.tags.includes(tag))
      .map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  );
  const depth = ({ path }: Endpoint) => path.split('/').length;
  return endpoints.sort((one, other) => depth(one) - depth(other));
}
