/**
 * Names for statements that come again and again, so that connections prepare them once and PostgreSQL plans them once.
 * Bounded: the text that was not asked for longest gives way, and no other gets its name. Connections know names that nobody
 * uses any more until they have `mostPrepared` of them.
 */
const mostNames = 400;
export const mostPrepared = 2 * mostNames;
const mostCounted = 5000;
/** Runs before a text is worth a name. */
const worthAt = 3;

/**
 * The name of a text that has run often enough; undefined while it has not, and for texts better planned each time, which
 * what is `onePlan` is not.
 */
export const nameOf = createStatementNames();

/** Names of one process; `nameOf` is the product's. */
export function createStatementNames(): (text: string, onePlan?: boolean) => string | undefined {
  const names = new Map<string, string>();
  const counts = new Map<string, number>();
  let given = 0;
  return (text, onePlan = false) => {
    const known = names.get(text);
    if (known !== undefined) {
      // A map keeps the order in which its keys came: the first is the one that was not asked for longest.
      names.delete(text);
      names.set(text, known);
      return known;
    }
    if (!canBePrepared(text) || (!onePlan && isPlannedEachTime(text))) return undefined;
    if (counts.size >= mostCounted) counts.clear();
    const count = (counts.get(text) ?? 0) + 1;
    counts.set(text, count);
    if (count < worthAt) return undefined;
    counts.delete(text);
    const name = `auto.${given++}`;
    names.set(text, name);
    const [oldest] = names.keys();
    if (names.size > mostNames && oldest !== undefined) names.delete(oldest);
    return name;
  };
}

function canBePrepared(text: string): boolean {
  return /^\s*(select|insert|update|delete|with)\b/i.test(text);
}

/** How many rows a pattern or a list lets pass depends on its value: one plan does not fit all that are sent beside the text. */
function isPlannedEachTime(text: string): boolean {
  return / like \$|any\(\$/.test(text);
}
