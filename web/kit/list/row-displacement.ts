/**
 * By how many rows those that were visible (`from` up to, not including, `to`) have moved down, for most of them: 0 when they
 * stand where they stood, or are gone.
 */
export function rowDisplacement(before: readonly string[], after: readonly string[], from: number, to: number): number {
  const places = new Map(after.map((id, index) => [id, index]));
  const moves = before
    .slice(from, to)
    .flatMap((id, offset) => {
      const now = places.get(id);
      return now === undefined ? [] : [now - from - offset];
    })
    .sort((one, other) => one - other);
  return moves[Math.floor(moves.length / 2)] ?? 0;
}
