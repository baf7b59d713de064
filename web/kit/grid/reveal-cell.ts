/** Scrolls a grid sideways until its active cell, in that column, stands clear of the columns that stay. */
export function revealCell(scroller: HTMLElement | null, column: number): void {
  const cell = scroller?.querySelector<HTMLElement>(`[data-head][data-column='${column}']`);
  if (!scroller || !cell || getComputedStyle(cell).position === 'sticky') return;
  const own = cell.getBoundingClientRect();
  const frame = scroller.getBoundingClientRect();
  const staying = [...scroller.querySelectorAll<HTMLElement>('[role=columnheader]')]
    .filter((one) => getComputedStyle(one).position === 'sticky')
    .map((one) => one.getBoundingClientRect().right);
  const left = Math.max(frame.left, ...staying);
  const right = frame.left + scroller.clientWidth;
  if (own.left < left) scroller.scrollLeft -= left - own.left;
  else if (own.right > right) scroller.scrollLeft += Math.min(own.right - right, own.left - left);
}
