/** Whole days from one ISO moment to a later one; less than a day, and any time backwards, is 0. */
export function daysBetween(from: string, to: string): number {
  return Math.max(0, Math.floor((Date.parse(to) - Date.parse(from)) / 86_400_000));
}
