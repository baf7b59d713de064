const cardId = (id: string) => `card-${id}`;

/** The attributes by which a card is found again, wherever it moved. */
export const cardAttributes = (id: string) => ({ id: cardId(id), 'data-card': true });

/** Gives the card the focus in the column it now stands in, once it is drawn there. */
export function focusCard(id: string): void {
  requestAnimationFrame(() => document.getElementById(cardId(id))?.focus());
}

/**
 * Lets the focus follow a card that is about to move: as soon as it is drawn in its new column it has the focus again.
 * Gives up after some two seconds, when a question (a lost reason) is being answered first.
 */
export function followCard(id: string, frames = 120): void {
  const before = document.getElementById(cardId(id));
  const look = (left: number) => {
    const now = document.getElementById(cardId(id));
    if (now && now !== before) now.focus();
    else if (left > 0) requestAnimationFrame(() => look(left - 1));
  };
  look(frames);
}

type Direction = 'up' | 'down' | 'left' | 'right';

/** Moves the focus to the next card of the column, or to the card beside it in the next column that has any. */
export function focusNeighbour(card: HTMLElement, direction: Direction): void {
  const lane = card.closest('[data-lane]');
  const cards = cardsOf(lane);
  const position = cards.indexOf(card);
  if (direction === 'up' || direction === 'down') {
    cards[position + (direction === 'down' ? 1 : -1)]?.focus();
    return;
  }
  const lanes = [...document.querySelectorAll('[data-lane]')];
  const step = direction === 'right' ? 1 : -1;
  for (let at = lanes.indexOf(lane as Element) + step; lanes[at]; at += step) {
    const beside = cardsOf(lanes[at] ?? null);
    const target = beside[Math.min(position, beside.length - 1)];
    if (target) {
      target.focus();
      return;
    }
  }
}

function cardsOf(lane: Element | null): HTMLElement[] {
  return lane ? [...lane.querySelectorAll<HTMLElement>('[data-card]')] : [];
}
