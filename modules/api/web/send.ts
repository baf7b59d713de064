import { jsonOf } from '../../../shared/openapi/document.ts';
import { pageHeaders } from '../../../web/client/page-owner.ts';
import type { Endpoint } from './description.ts';

/** What a person has filled in: parameters by name, and the body as text where there is one. */
export interface Given {
  readonly values: Readonly<Record<string, string>>;
  readonly body: string | null;
}

export interface Outcome {
  /** Null when no server answered. */
  readonly status: number | null;
  readonly milliseconds: number;
  readonly text: string;
}

/** Files and streams are for programs. */
export function isTriable({ operation }: Endpoint): boolean {
  const takes = Object.keys(operation.requestBody?.content ?? {});
  const gives = Object.values(operation.responses).flatMap(({ content }) => Object.keys(content ?? {}));
  return [...takes, ...gives].every((type) => type === 'application/json');
}

/** The address with the parameters filled in; null while one of the path is missing. */
export function addressOf({ path, operation }: Endpoint, { values }: Given): string | null {
  const missing = operation.parameters.some((one) => one.in === 'path' && !values[one.name]?.trim());
  return missing ? null : write(path, operation.parameters, values, encodeURIComponent);
}

/** How a program asks the same, at a shell. What is missing stands in braces. */
export function curlOf(endpoint: Endpoint, given: Given, origin: string): string {
  const { path, method, operation } = endpoint;
  const address = write(path, operation.parameters, given.values, encodeURIComponent);
  const isUpload = operation.requestBody && !jsonOf(operation.requestBody.content);
  const lines = [
    `curl ${method === 'GET' ? '' : `-X ${method} `}${quoted(origin + address)}`,
    '-H "Authorization: Bearer $RAPPORT_API_KEY"',
    ...(given.values['If-Match'] ? [`-H ${quoted(`If-Match: ${given.values['If-Match']}`)}`] : []),
    ...(given.body === null ? [] : ["-H 'Content-Type: application/json'", `-d ${quoted(given.body)}`]),
    ...(isUpload ? ["-F 'file=@FILE'"] : []),
  ];
  return lines.join(' \\\n  ');
}

/** Asks with the session of the page; whatever comes back is an outcome, refusals too. */
export async function send(endpoint: Endpoint, given: Given): Promise<Outcome> {
  const address = addressOf(endpoint, given);
  const begin = performance.now();
  const elapsed = () => Math.round(performance.now() - begin);
  const { 'If-Match': version } = given.values;
  try {
    const response = await fetch(address ?? '', {
      method: endpoint.method,
      credentials: 'same-origin',
      headers: {
        accept: 'application/json',
        ...pageHeaders(),
        ...(version ? { 'if-match': version } : {}),
        ...(given.body === null ? {} : { 'content-type': 'application/json' }),
      },
      ...(given.body === null ? {} : { body: given.body }),
    });
    const text = await response.text();
    return { status: response.status, milliseconds: elapsed(), text: indented(text) };
  } catch (error) {
    return { status: null, milliseconds: elapsed(), text: String(error) };
  }
}

function write(
  path: string,
  parameters: Endpoint['operation']['parameters'],
  values: Given['values'],
  encode: (text: string) => string,
): string {
  const filled = path.replace(/\{(\w+)\}/g, (hole, name: string) => (values[name] ? encode(values[name]) : hole));
  const query = parameters
    .filter((one) => one.in === 'query' && values[one.name]?.trim())
    .map((one) => `${one.name}=${encode(values[one.name] ?? '')}`);
  return query.length > 0 ? `${filled}?${query.join('&')}` : filled;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

function indented(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    // What is no JSON is shown as it came.
    return text;
  }
}
