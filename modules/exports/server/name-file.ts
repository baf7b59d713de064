import { asSystem, type Context } from '../../../server/context.ts';
import { getRecord } from '../../../server/records/read.ts';

/** A file that turns up somewhere says whose it was, and which line of the log it belongs to. */
export async function nameFile(ctx: Context, label: string, code: string): Promise<string> {
  const { memberId } = ctx.actor;
  const { reads: _, ...system } = asSystem(ctx);
  const member = memberId ? await getRecord(system, system.registry.getNoun('member'), memberId) : null;
  const name = String(member?.name ?? '').replaceAll(/[\\/:*?"<>|]/g, ' ');
  return [label, ctx.now().toISOString().slice(0, 10), name, code].filter(Boolean).join(' ');
}
