/** What the import page keeps in the URL, so that a reload goes on where one was. */
export interface ImportSearch {
  /** The import under way; without one a file is to be chosen. */
  readonly id?: string;
  /** Of an import that is not started yet: the mapping of its columns (when absent), or its check. */
  readonly step?: 'check';
  /** The noun a file is chosen for. */
  readonly target?: string;
}

/** Reads the page's state out of URL search parameters; what does not fit is dropped. */
export function parseImportSearch(raw: Readonly<Record<string, unknown>>): ImportSearch {
  if (typeof raw.id === 'string' && /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(raw.id))
    return raw.step === 'check' ? { id: raw.id, step: 'check' } : { id: raw.id };
  return typeof raw.target === 'string' && /^\w{1,100}$/.test(raw.target) ? { target: raw.target } : {};
}
