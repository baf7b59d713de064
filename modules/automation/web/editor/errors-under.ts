type Errors = Readonly<Record<string, string>>;

/** The first error at a path or below it. */
export function firstUnder(errors: Errors, path: string): string | undefined {
  return Object.entries(errors).find(([one]) => one === path || one.startsWith(`${path}.`))?.[1];
}

/** The errors below a path, by what is left of it. */
export function errorsUnder(errors: Errors, path: string): Errors {
  const own = Object.entries(errors).filter(([one]) => one.startsWith(`${path}.`));
  return Object.fromEntries(own.map(([one, text]) => [one.slice(path.length + 1), text]));
}
