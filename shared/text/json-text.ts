/**
 * What a JSON document says, a line for each value with the way to it (`plan.name: gold`), in the order of their names: what
 * it is filtered by and found by.
 */
export function jsonText(value: unknown): string {
  return linesOf(value, '').join('\n');
}

function linesOf(value: unknown, path: string): readonly string[] {
  const parts = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  // Entries of a list go by its own name: their places say nothing.
  if (Array.isArray(value) && value.length > 0) return value.flatMap((part) => linesOf(part, path));
  if (parts.length > 0)
    return parts.sort(byName).flatMap(([name, part]) => linesOf(part, path ? `${path}.${name}` : name));
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return [path ? `${path}: ${text}` : text];
}

function byName([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number {
  return one < other ? -1 : 1;
}
