/** The list with the one at this place a step earlier or later; as it was where there is no such step. */
export function moved<T>(list: readonly T[], place: number, step: -1 | 1): readonly T[] {
  const target = place + step;
  if (place < 0 || target < 0 || target >= list.length) return list;
  const next = [...list];
  const [one] = next.splice(place, 1);
  next.splice(target, 0, one as T);
  return next;
}
