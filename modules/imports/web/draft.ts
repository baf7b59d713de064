import { useEffect, useState } from 'react';
import { type ImportMapping, type ImportTable, importMapping } from '../contract/index.ts';

/** Where the columns go as long as the import is not started: what the person changes, and how. */
export interface Draft {
  readonly mapping: ImportMapping;
  /** The path of a column; null leaves it out. */
  mapColumn(header: string, path: string | null): void;
  chooseDateFormat(header: string, format: string): void;
  /** What a name in the file is taken for; the empty name creates it as it is written. */
  decideName(header: string, value: string, name: string): void;
}

/** The draft of an import: the suggestions at first, then what the person made of them, kept over a reload. */
export function useDraft(table: ImportTable): Draft {
  const [mapping, setMapping] = useState(() => readDraft(table.id) ?? suggestedMapping(table));
  useEffect(() => keepDraft(table.id, mapping), [table.id, mapping]);
  return {
    mapping,
    mapColumn: (header, path) => setMapping((before) => withColumn(before, header, path)),
    chooseDateFormat: (header, format) =>
      setMapping((before) =>
        importMapping.parse({ ...before, dateFormats: { ...before.dateFormats, [header]: format } }),
      ),
    decideName: (header, value, name) => setMapping((before) => withName(before, header, value, name)),
  };
}

/** Where every column goes that was recognised. */
export function suggestedMapping({ columns }: ImportTable): ImportMapping {
  return { columns: Object.fromEntries(columns.flatMap(({ header, path }) => (path ? [[header, path]] : []))) };
}

/** The mapping with the column going elsewhere; what was decided of its names is decided anew. */
export function withColumn(mapping: ImportMapping, header: string, path: string | null): ImportMapping {
  const { [header]: _path, ...columns } = mapping.columns;
  const { [header]: _names, ...names } = mapping.names ?? {};
  return { ...mapping, columns: path ? { ...columns, [header]: path } : columns, names };
}

export function withName(mapping: ImportMapping, header: string, value: string, name: string): ImportMapping {
  return { ...mapping, names: { ...mapping.names, [header]: { ...mapping.names?.[header], [value]: name } } };
}

/** The path of a column; of several (as mapping files may give) the first. Undefined for a column that is left out. */
export function pathOf({ columns }: ImportMapping, header: string): string | undefined {
  return Object.hasOwn(columns, header) ? [columns[header] ?? []].flat()[0] : undefined;
}

const keyOf = (id: string) => `rapport.import.${id}`;

function readDraft(id: string): ImportMapping | null {
  const kept = sessionStorage.getItem(keyOf(id));
  return kept ? (importMapping.safeParse(JSON.parse(kept)).data ?? null) : null;
}

function keepDraft(id: string, mapping: ImportMapping): void {
  sessionStorage.setItem(keyOf(id), JSON.stringify(mapping));
}
