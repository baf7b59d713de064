import type { FieldError } from '../../../shared/errors.ts';
import type { RowPlan } from './row-plan.ts';

/** The engine names fields at fault; a person looks for the columns they came from, and needs no reason twice. */
export function faultsByColumn(plan: RowPlan, faults: readonly FieldError[]): FieldError[] {
  const found = faults.map((fault) => ({ ...fault, path: findColumn(plan, fault.path) ?? fault.path }));
  return [...new Map(found.map((fault) => [JSON.stringify(fault), fault])).values()];
}

function findColumn(plan: RowPlan, path: string): string | null {
  const [name = ''] = path.split('.');
  const own = plan.cells.find((cell) => cell.header === path) ?? plan.cells.find((cell) => cell.name === name);
  const pointed = plan.pointers.find((pointer) => pointer.name === name)?.plan.cells[0];
  if (own || pointed) return own?.header ?? pointed?.header ?? null;
  return plan.children.map((child) => findColumn(child.plan, path)).find((header) => header !== null) ?? null;
}
