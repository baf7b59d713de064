import { assertNoCycle } from '../../../server/records/hierarchy.ts';
import { getRecord } from '../../../server/records/read.ts';
import { defineRules } from '../../../server/records/rules.ts';
import { invalidField } from '../../../shared/errors.ts';
import { member } from '../contract/member.object.ts';
import { team } from '../contract/team.object.ts';
import { assertMayJoin, assertOwner } from './assert-owner.ts';
import { announceStandings } from './member.repository.ts';

export const teamRules = defineRules({
  noun: team,
  /** A team known by its head alone (as in a list of managers) bears the head's name. */
  async beforeCreate(ctx, values) {
    if (values.accessRole) assertOwner(ctx);
    await assertMayJoin(ctx, values.parent);
    if (values.name) return values;
    if (typeof values.head !== 'string') throw invalidField('name', 'required');
    return { ...values, name: (await getRecord(ctx, member, values.head)).name };
  },
  async beforeUpdate(ctx, before, patch) {
    const { name, parent } = patch;
    if ('accessRole' in patch) assertOwner(ctx);
    // Its head has its role; and all of it that of the team it becomes part of.
    if (patch.head) await assertMayJoin(ctx, before.id);
    await assertMayJoin(ctx, parent);
    if (name === null) throw invalidField('name', 'required');
    if (typeof parent === 'string') await assertNoCycle(ctx, team, before.id, { parent }, 'teamWithinItself');
    return patch;
  },
  async beforeRestore(ctx, before) {
    await assertMayJoin(ctx, before.id);
  },
  async afterWrite(ctx) {
    await announceStandings(ctx);
  },
});
