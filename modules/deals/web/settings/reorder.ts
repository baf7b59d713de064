interface Placed {
  readonly id: string;
  readonly version: number;
  readonly position: number | null;
}

/** Takes the item at `from` to `to`; answers the items whose position has to change, numbered from 0. */
export function reorder<T extends Placed>(items: readonly T[], from: number, to: number): readonly Placed[] {
  const moved = items[from];
  if (!moved) return [];
  const next = items.toSpliced(from, 1).toSpliced(to, 0, moved);
  return next
    .map(({ id, version, position }, index) => ({ id, version, before: position, position: index }))
    .filter(({ before, position }) => before !== position)
    .map(({ id, version, position }) => ({ id, version, position }));
}
