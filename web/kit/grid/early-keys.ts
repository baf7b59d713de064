import type { CellKey } from './cell-keys.ts';

/** Keys pressed while an editor is still coming: they are pressed once more when it is there, in their order. */
export class EarlyKeys {
  readonly #isEditing: () => boolean;
  #keys: CellKey[] = [];
  #isReady = true;
  #isReplaying = false;

  constructor(isEditing: () => boolean) {
    this.#isEditing = isEditing;
  }

  begin(): void {
    this.#isReady = false;
  }

  keep({ key, code, shiftKey, ctrlKey, metaKey, altKey }: CellKey): void {
    this.#keys.push({ key, code, shiftKey, ctrlKey, metaKey, altKey });
  }

  forget(): void {
    this.#keys = [];
  }

  /** Presses these in a moment; what is pressed until then comes after them. */
  later(keys: readonly CellKey[]): void {
    for (const key of keys) this.keep(key);
    window.addEventListener('keydown', this.#queue, true);
    setTimeout(() => void this.#press());
  }

  /** The editor is there. */
  async replay(): Promise<void> {
    this.#isReady = true;
    await this.#press();
  }

  async #press(): Promise<void> {
    if (this.#isReplaying) return;
    this.#isReplaying = true;
    window.addEventListener('keydown', this.#queue, true);
    // The next editor may have to come as well: it goes on where this one stopped.
    while (this.#keys.length > 0 && (this.#isReady || !this.#isEditing())) {
      const key = this.#keys.shift();
      if (key) press(key);
      await new Promise((done) => setTimeout(done));
    }
    window.removeEventListener('keydown', this.#queue, true);
    this.#isReplaying = false;
  }

  /** What is pressed meanwhile comes after what was pressed before. */
  readonly #queue = (event: KeyboardEvent): void => {
    if (!event.isTrusted || this.#keys.length === 0) return;
    this.keep(event);
    event.preventDefault();
    event.stopImmediatePropagation();
  };
}

/** As if pressed on whatever has the focus: what nobody makes anything of is typed. */
function press(key: CellKey): void {
  const target = document.activeElement ?? document.body;
  const isFree = target.dispatchEvent(new KeyboardEvent('keydown', { ...key, bubbles: true, cancelable: true }));
  const isTyped = key.key.length === 1 && !key.ctrlKey && !key.metaKey;
  const isAll = key.code === 'KeyA' && (key.ctrlKey || key.metaKey);
  if (isFree && isTyped) document.execCommand('insertText', false, key.key);
  else if (isFree && isAll) document.execCommand('selectAll');
}
