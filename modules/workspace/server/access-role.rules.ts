import type { TransactionContext } from '../../../server/context.ts';
import { announceMetadata } from '../../../server/metadata/change-structure.ts';
import { defineRules, type Values } from '../../../server/records/rules.ts';
import { AppError, invalid } from '../../../shared/errors.ts';
import type { Role } from '../../../shared/nouns/metadata.ts';
import { accessRole } from '../contract/access-role.object.ts';
import { countHolders, isOfTeam } from './access-role.repository.ts';
import { faultsOfRole } from './role-faults.ts';

export const accessRoleRules = defineRules({
  noun: accessRole,
  async beforeCreate(ctx, values) {
    return checked(ctx, values, values);
  },
  async beforeUpdate(ctx, before, patch) {
    // Its members play the standard role it is based on.
    if ('base' in patch && (await countHolders(ctx.db, before.id)) > 0) throw new AppError(409, 'roleInUse');
    return checked(ctx, { ...before, ...patch }, patch);
  },
  async beforeDelete(ctx, before) {
    if ((await countHolders(ctx.db, before.id)) > 0 || (await isOfTeam(ctx.db, before.id)))
      throw new AppError(409, 'roleInUse');
  },
  async beforeRestore(ctx, before) {
    checked(ctx, { ...before }, {});
  },
  async afterWrite(ctx) {
    await announceMetadata(ctx);
  },
});

/** `values`, if the role as it would be makes sense. Throws 422 naming each right that does not. */
function checked(ctx: TransactionContext, role: Values, values: Values): Values {
  const faults = faultsOfRole(ctx.registry.whole, {
    base: role.base as Role,
    grants: role.grants ?? {},
    fieldRights: role.fieldRights ?? {},
  });
  if (faults.length > 0) throw invalid(faults);
  return values;
}
