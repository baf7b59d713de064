/** A column of texts that are sealed, for the pass that seals them anew. */
export interface SealedColumn {
  readonly table: string;
  /** A column that no two rows share. */
  readonly key: string;
  readonly column: string;
  /** What `createSealer` was told. */
  readonly purpose: string;
  /** Tells a text that an earlier Rapport kept as it was. */
  readonly isPlain?: (text: string) => boolean;
}
