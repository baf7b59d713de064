import type { Change } from './change.ts';
import { readDoor } from './door.ts';

/** A row of the table `change` as `changeColumns` selects it. */
export interface ChangeRow {
  readonly id: string;
  readonly at: string;
  readonly member: string | null;
  /** The door as it is kept (`readDoor`). */
  readonly through: string;
  readonly noun: string;
  readonly record: string;
  readonly kind: string;
  readonly fields: Change['fields'];
}

export const changeColumns = 'id, at, member, through, noun, record, kind, fields';

export function toChange(row: ChangeRow): Change {
  const { id, at, through, noun, kind, fields } = row;
  return { id, at, memberId: row.member, ...readDoor(through), noun, recordId: row.record, kind, fields };
}
