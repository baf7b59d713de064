import type { Locator, Page } from 'playwright-core';

/** Seconds an act takes a person of middling skill: the keystroke-level model of Card, Moran and Newell. */
const seconds = { key: 0.2, pointing: 1.1, thought: 1.2 } as const;

/** A beginner's hand: does what it is told in the browser, and counts what it would take a person, whatever the machine takes. */
export class Hand {
  readonly #page: Page;
  #seconds = 0;

  constructor(page: Page) {
    this.#page = page;
  }

  /** What was done so far would have taken a person so many seconds. */
  get seconds(): number {
    return this.#seconds;
  }

  /** Looks for it, points at it and clicks. */
  async click(what: Locator): Promise<void> {
    this.#seconds += seconds.thought + seconds.pointing + seconds.key;
    await what.click();
  }

  /** Thinks of a word and writes it where the cursor stands. */
  async write(text: string): Promise<void> {
    this.#seconds += seconds.thought + text.length * seconds.key;
    await this.#page.keyboard.type(text);
  }

  /** Thinks of a key and presses it. */
  async press(key: string): Promise<void> {
    this.#seconds += seconds.thought + seconds.key;
    await this.#page.keyboard.press(key);
  }
}
