/** What a query parameter may be given as. */
export type QueryValue = string | number | boolean | null | undefined | object;

/** An endpoint's address: parameters in the path, lists by commas and trees as JSON in the query. */
export function addressOf(path: string, params: object = {}, query: object = {}): string {
  const given = params as Readonly<Record<string, unknown>>;
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = given[name];
    if (value === undefined || value === '') throw new Error(`${path} wants the parameter ${name}`);
    return encodeURIComponent(String(value));
  });
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query as Readonly<Record<string, QueryValue>>))
    if (value !== undefined && value !== null) search.set(name, queryText(value));
  const text = search.toString();
  return `/api/v1${filled}${text && `?${text}`}`;
}

function queryText(value: NonNullable<QueryValue>): string {
  if (typeof value !== 'object') return String(value);
  return Array.isArray(value) && value.every((one) => typeof one !== 'object')
    ? value.join(',')
    : JSON.stringify(value);
}
