import type { Context } from '../../../server/context.ts';

/** Says when a form was shown, so that nobody but the server can. Throws where the server has nothing to seal with. */
export function newToken(ctx: Context, form: string): string {
  return sealerOf(ctx).seal(JSON.stringify({ form, at: ctx.now().getTime() }));
}

/** Seconds since the form was shown; null for a token that is none of this form's. */
export function ageOf(ctx: Context, form: string, token: string): number | null {
  const opened = token.length < 500 ? sealerOf(ctx).open(token) : null;
  if (opened === null) return null;
  const { form: of, at } = JSON.parse(opened) as { form: string; at: number };
  return of === form ? (ctx.now().getTime() - at) / 1000 : null;
}

function sealerOf(ctx: Context) {
  const sealer = ctx.sealers?.('form-token');
  if (!sealer) throw new Error('A public page without anything to seal with');
  return sealer;
}
