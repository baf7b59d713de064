import { appendChange } from '../../../server/changes/append.ts';
import { asSystem, type Context, inTransaction } from '../../../server/context.ts';
import { createRecord } from '../../../server/records/create.ts';
import { textsOf } from '../../../server/texts/locales.ts';
import type { Webhook } from '../contract/index.ts';
import type english from '../locales/en.json';
import { disableRow, findWebhookRow } from './webhook.repository.ts';

const texts = textsOf<typeof english>('modules/webhooks');

/**
 * Switches a webhook off and tells who made it by a task: nothing is lost that was waiting, and nothing new is taken in until
 * somebody switches it on again.
 */
export function switchOff(ctx: Context, id: string, reason: NonNullable<Webhook['disabledReason']>): Promise<void> {
  return inTransaction(asSystem(ctx), async (tx) => {
    if (!(await disableRow(tx.db, id, reason))) return;
    const fields = { disabledReason: { from: null, to: reason } };
    await appendChange(tx, { noun: 'webhook', recordId: id, kind: 'updated', fields });
    const hook = await findWebhookRow(tx.db, id);
    const task = tx.registry.findNoun('task');
    if (!hook || !task) return;
    const { title, text, reasons } = texts[ctx.language].notice;
    const host = URL.canParse(hook.url) ? new URL(hook.url).host : hook.url;
    await createRecord(tx, task, {
      title: title.replace('{{host}}', host),
      description: `${text} ${reasons[reason]}`,
      priority: 'high',
      dueAt: ctx.now().toISOString(),
      ...(reason === 'memberGone' ? {} : { owner: hook.createdBy }),
    });
  });
}
