import { randomBytes } from 'node:crypto';
import type { Context } from '../../../server/context.ts';
import { defineRules, type Values } from '../../../server/records/rules.ts';
import { AppError, invalidField } from '../../../shared/errors.ts';
import { lead } from '../../leads/contract/index.ts';
import { formDefinition, mayAsk, webForm } from '../contract/index.ts';

/** A form has an address nobody guesses, asks what a page can ask, and is found in its own workspace by it. */
export const webFormRules = defineRules({
  noun: webForm,
  concerns: ['definition'],
  async beforeCreate(ctx, values) {
    assertDefinition(ctx, values);
    const definition = values.definition ?? { asks: firstAsks };
    return { ...values, definition, key: newKey(ctx.workspace.id) };
  },
  async beforeUpdate(ctx, _before, patch) {
    if (patch.definition === null) throw invalidField('definition', 'required');
    assertDefinition(ctx, patch);
    return patch;
  },
});

const firstAsks = [
  { field: 'contact', required: true },
  { field: 'phones', required: false },
  { field: 'emails', required: true },
  { field: 'interest', required: false },
];

/** The workspace, by which the address finds it, and sixteen random bytes. */
function newKey(workspace: string): string {
  const id = Buffer.from(workspace.replaceAll('-', ''), 'hex').toString('base64url');
  return `${id}.${randomBytes(16).toString('base64url')}`;
}

/** The id of the workspace in a form's key; null for what is no key. */
export function workspaceIn(key: string): string | null {
  const [, id] = /^([\w-]{22})\.[\w-]{22}$/.exec(key) ?? [];
  const hex = id ? Buffer.from(id, 'base64url').toString('hex') : '';
  return hex.length === 32 ? hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5') : null;
}

function assertDefinition(ctx: Context, { definition }: Values): void {
  if (definition === undefined || definition === null) return;
  const parsed = formDefinition.safeParse(definition);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw invalidField(['definition', ...(issue?.path ?? [])].join('.'), 'wrongValue');
  }
  const { fields } = ctx.registry.whole.getNoun(lead.name);
  for (const [place, { field }] of parsed.data.asks.entries()) {
    const known = fields[field];
    if (!known || !mayAsk(field, known)) throw invalidField(`definition.asks.${place}.field`, 'unknownField');
  }
  if (new Set(parsed.data.asks.map(({ field }) => field)).size < parsed.data.asks.length)
    throw new AppError(422, 'formAsksTwice');
}
