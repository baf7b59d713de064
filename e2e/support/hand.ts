import type { Locator, Page } from 'playwright-core';

/**
 * Seconds of the keystroke-level model (S. K. Card, T. P. Moran, A. Newell, “The keystroke-level model for user performance time with
 * interactive systems”, Communications of the ACM 23(7), 1980, table I): K for somebody who is no typist (40 words a minute), P, H, M. The
 * button of a mouse counts as a key.
 */
const seconds = { key: 0.28, button: 0.2, pointing: 1.1, homing: 0.4, mental: 1.35 } as const;

/** A beginner's hand: does what it is told in the browser, and counts what it would take a person, whatever the machine takes. */
export class Hand {
  readonly #page: Page;
  #seconds = 0;
  #isOnMouse = true;

  constructor(page: Page) {
    this.#page = page;
  }

  /** What was done so far would have taken a person so many seconds. */
  get seconds(): number {
    return this.#seconds;
  }

  /** Looks for it, points at it and clicks. */
  async click(what: Locator): Promise<void> {
    this.#move(true);
    this.#seconds += seconds.mental + seconds.pointing + seconds.button;
    await what.click();
  }

  /** Thinks of a word and writes it where the cursor stands. */
  async write(text: string): Promise<void> {
    this.#move(false);
    this.#seconds += seconds.mental + text.length * seconds.key;
    await this.#page.keyboard.type(text);
  }

  /** Thinks of a key and presses it. */
  async press(key: string): Promise<void> {
    this.#move(false);
    this.#seconds += seconds.mental + seconds.key;
    await this.#page.keyboard.press(key);
  }

  /** From the keys to the mouse or back. */
  #move(toMouse: boolean): void {
    if (this.#isOnMouse !== toMouse) this.#seconds += seconds.homing;
    this.#isOnMouse = toMouse;
  }
}
