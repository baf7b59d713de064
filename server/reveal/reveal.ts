import type { BodyOf } from '../../shared/contract/endpoint.ts';
import type { revealValue } from '../../shared/contract/reveal.api.ts';
import { AppError, invalidField } from '../../shared/errors.ts';
import { withEveryField } from '../access/seen-registry.ts';
import { noteOpened } from '../access-log/note-shown.ts';
import { takeOut } from '../access-log/take-out.ts';
import { assertAtBrowser } from '../auth/at-browser.ts';
import type { Context } from '../context.ts';
import { getRecord, getRecordText } from '../records/read.ts';

/**
 * The whole value of a masked field of one record. It is a taking of one record: counted against the limit of the day and written down
 * before it is read. One at a time and by people alone: whoever wants many has the right to export.
 * @throws {AppError} 403 `signInNeeded` for a program, `fieldsHidden` where the role shows the beginning and no more, `seeingAsAnother`,
 * `stoppedByAlarm`; 404 for a record the actor may not read; 422 for a field that is none to them, is not masked, or needs a reason;
 * 429 `dailyLimitReached`.
 */
export async function reveal(ctx: Context, asked: BodyOf<typeof revealValue>): Promise<{ value: unknown }> {
  assertAtBrowser(ctx);
  const { id, field: name, reason } = asked;
  const noun = ctx.registry.getNoun(asked.noun);
  await getRecordText(ctx, noun, id, { fields: [noun.title] });
  const field = Object.hasOwn(noun.fields, name) ? noun.fields[name] : undefined;
  if (!field) throw invalidField('field', 'unknownField', { field: name });
  if (!field.masked) throw invalidField('field', 'notMasked');
  if (!field.revealable) throw new AppError(403, 'fieldsHidden', { noun: noun.name });
  if (field.revealable === 'withReason' && !reason) throw invalidField('reason', 'required');
  const details = { fields: [name], ...(reason ? { reason } : {}) };
  await takeOut(ctx, { kind: 'reveal', noun: noun.name, records: 1, ids: [id], details });
  const whole = withEveryField(ctx);
  const record = await getRecord(whole, whole.registry.getNoun(noun.name), id, { fields: [name] });
  await noteOpened(ctx, noun, id, { fields: [name] });
  return { value: (record as Readonly<Record<string, unknown>>)[name] ?? null };
}
