import { authMigrations } from '../auth/auth-schema.ts';
import type { ControlMigration } from '../db/control-schema.ts';
import type { Database } from '../db/database.ts';

/** Steps of the control schema that tests need besides its own. */
export const templateMigrations: readonly ControlMigration[] = [...authMigrations];

/** Fills the database every test file starts with a copy of. */
export async function fillTemplate(_database: Database): Promise<void> {}
