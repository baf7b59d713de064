/** Records that are being erased, for those who keep something of them in tables of their own. */
export interface Erased {
  readonly ids: readonly string[];
  /** What they could be known by in texts that name no id: addresses, numbers and names, in lower case. */
  readonly words: readonly string[];
  /** Their given and family name, in lower case; empty unless there are both. */
  readonly name: readonly string[];
}
