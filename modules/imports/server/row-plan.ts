import type { Registry } from '../../../server/metadata/registry.ts';
import { type FieldError, invalid } from '../../../shared/errors.ts';
import { resolvePath } from '../../../shared/filter/field-path.ts';
import { resolveImportPath } from '../../../shared/import/import-path.ts';
import type { Field } from '../../../shared/nouns/field.ts';
import { allFields, type Noun } from '../../../shared/nouns/noun.ts';
import type { ImportMapping } from '../contract/index.ts';
import type { SourceTable } from './parse-file.ts';
import { cellReader, type ReadCell } from './read-cell.ts';

/** How a row becomes a record: which cells are its own values, which name related records, which make children. */
export interface RowPlan {
  readonly noun: Noun;
  readonly cells: readonly CellPlan[];
  readonly pointers: readonly PointerPlan[];
  readonly children: readonly ChildPlan[];
}

export interface CellPlan {
  readonly header: string;
  readonly index: number;
  /** The field's name and, for a part of it, that part's. */
  readonly name: string;
  readonly part: string | null;
  readonly field: Field;
  readonly read: ReadCell;
}

/** A relation whose record is looked up by what `plan` reads. */
export interface PointerPlan {
  readonly name: string;
  readonly field: Field;
  readonly plan: RowPlan;
}

export interface ChildPlan {
  readonly parent: string;
  readonly plan: RowPlan;
}

export interface PlanSource {
  readonly registry: Registry;
  readonly table: SourceTable;
  readonly mapping: ImportMapping;
  /** For amounts that name no currency. */
  readonly currency: string;
  readonly timeZone: string;
  /** The country numbers without a code are dialled in. */
  readonly country: string | undefined;
}

interface Building {
  readonly noun: Noun;
  readonly cells: CellPlan[];
  readonly pointers: Map<string, { field: Field; plan: Building }>;
  readonly children: Map<string, { parent: string; plan: Building }>;
}

/** Understands a mapping. Throws 422 naming each column and path at fault. */
export function planRows(noun: Noun, source: PlanSource): RowPlan {
  const root = building(noun);
  const faults: FieldError[] = [];
  for (const [header, paths] of Object.entries(source.mapping.columns)) {
    const index = source.table.headers.indexOf(header);
    if (index < 0) faults.push({ path: `columns.${header}`, code: 'unknownColumn', params: { header } });
    for (const path of typeof paths === 'string' ? [paths] : paths) {
      if (index < 0 || path === '') continue;
      if (!place(root, header, index, path, source))
        faults.push({ path: `columns.${header}`, code: 'unknownField', params: { field: path } });
    }
  }
  if (faults.length > 0) throw invalid(faults);
  return finish(root);
}

function building(noun: Noun): Building {
  return { noun, cells: [], pointers: new Map(), children: new Map() };
}

function finish({ noun, cells, pointers, children }: Building): RowPlan {
  return {
    noun,
    cells,
    pointers: [...pointers].map(([name, { field, plan }]) => ({ name, field, plan: finish(plan) })),
    children: [...children.values()].map(({ parent, plan }) => ({ parent, plan: finish(plan) })),
  };
}

/** Puts a column where its path leads; false when it leads nowhere. */
function place(root: Building, header: string, index: number, path: string, source: PlanSource): boolean {
  const whole = resolveImportPath(root.noun, path, source.registry.nouns);
  if (!whole) return false;
  let at = whole.collection ? childOf(root, whole.collection) : root;
  const steps = [...whole.steps, ...(whole.target.via ? [whole.target.via.name] : [])];
  for (const step of steps) at = pointerOf(at, step, source.registry);
  const { name, part } = whole.target;
  const field = allFields(at.noun)[name];
  if (!field) return false;
  if (field.kind === 'relation' || field.kind === 'member' || field.kind === 'links') {
    const target = pointerOf(at, name, source.registry);
    return addCell(target, header, index, target.noun.title, null, source);
  }
  return addCell(at, header, index, name, part, source);
}

function addCell(
  at: Building,
  header: string,
  index: number,
  name: string,
  part: string | null,
  source: PlanSource,
): boolean {
  const path = resolvePath(at.noun, part ? `${name}.${part}` : name, source.registry.findNoun);
  if (!path) return false;
  const samples = source.table.rows.map((row) => row[index] ?? '');
  const read = cellReader(path, { header, samples, ...source });
  at.cells.push({ header, index, name, part, field: path.field, read });
  return true;
}

function pointerOf(at: Building, name: string, registry: Registry): Building {
  const known = at.pointers.get(name);
  if (known) return known.plan;
  const field = allFields(at.noun)[name];
  const target = field?.kind === 'member' ? 'member' : field && 'to' in field ? field.to : '';
  const plan = building(registry.getNoun(target));
  at.pointers.set(name, { field: field as Field, plan });
  return plan;
}

function childOf(root: Building, noun: Noun): Building {
  const known = root.children.get(noun.name);
  if (known) return known.plan;
  const plan = building(noun);
  root.children.set(noun.name, { parent: noun.parent as string, plan });
  return plan;
}
