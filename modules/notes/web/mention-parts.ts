/** A piece of a note's text: plain, or the name of somebody it calls. */
export interface TextPart {
  readonly text: string;
  readonly isMention: boolean;
}

/** Takes a note's text apart where it calls one of these by name (`@Anahit Sargsyan`); longer names go before shorter ones. */
export function mentionParts(text: string, names: readonly string[]): readonly TextPart[] {
  const called = names.filter(Boolean).toSorted((one, other) => other.length - one.length);
  if (called.length === 0) return [{ text, isMention: false }];
  const pattern = new RegExp(`(${called.map((name) => `@${escapePattern(name)}`).join('|')})`, 'u');
  return text
    .split(pattern)
    .map((part, index) => ({ text: part, isMention: index % 2 === 1 }))
    .filter((part) => part.text !== '');
}

/**
 * What stands after an @ right before the caret, as far as it may still become a name; null where nobody is being called. What follows
 * one of `names`, those who are called already, is the text's own.
 */
export function callBefore(text: string, caret: number, names: readonly string[] = []): string | null {
  const call = /(?:^|[\s(])@([^\s@][^@\n]{0,40}|)$/u.exec(text.slice(0, caret))?.[1] ?? null;
  return call !== null && names.some((name) => call.startsWith(`${name} `)) ? null : call;
}

function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
