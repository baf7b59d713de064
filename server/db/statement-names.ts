/**
 * Names for statements that come again and again, so that connections prepare them once and PostgreSQL plans them once.
 * Bounded: a name lives as long as the process, on every connection.
 */
const mostNames = 400;
const mostCounted = 5000;
/** Runs before a text is worth a name. */
const worthAt = 3;

/**
 * The name of a text that has run often enough; undefined while it has not, and for texts better planned each time, which
 * what is `ofOneRecord` is not.
 */
export const nameOf = createStatementNames();

/** Names of one process; `nameOf` is the product's. */
export function createStatementNames(): (text: string, ofOneRecord?: boolean) => string | undefined {
  const names = new Map<string, string>();
  const counts = new Map<string, number>();
  return (text, ofOneRecord = false) => {
    const known = names.get(text);
    if (known !== undefined || names.size >= mostNames) return known;
    if (!canBePrepared(text) || (!ofOneRecord && isPlannedEachTime(text))) return undefined;
    if (counts.size >= mostCounted) counts.clear();
    const count = (counts.get(text) ?? 0) + 1;
    counts.set(text, count);
    if (count < worthAt) return undefined;
    counts.delete(text);
    const name = `auto.${names.size}`;
    names.set(text, name);
    return name;
  };
}

function canBePrepared(text: string): boolean {
  return /^\s*(select|insert|update|delete|with)\b/i.test(text);
}

/** How many rows a pattern or a list lets pass depends on its value: one plan does not fit all. */
function isPlannedEachTime(text: string): boolean {
  return / like |any\(/.test(text);
}
