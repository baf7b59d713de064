import type { Context } from '../context.ts';
import { MailError } from './mail-error.ts';
import { findMailServerRow } from './mail-server.repository.ts';
import type { MailServer } from './mail-server.ts';
import { mailerOf } from './mailer.ts';

/** Whether letters of this workspace have a server to go to; a sandbox sends none. */
export async function isMailSetUp(ctx: Context): Promise<boolean> {
  if (ctx.workspace.sandboxOf || !ctx.mailer) return false;
  return ctx.mailer.server !== null || (await findMailServerRow(ctx.db)) !== null;
}

/** Whether the environment names a mail server; a sandbox sends nothing by it. */
export function hasInstallationServer({ workspace, mailer }: Context): boolean {
  return !workspace.sandboxOf && Boolean(mailer?.server);
}

/** The installation's mail server, never the workspace's own. Throws MailError, and OutgoingError in a sandbox. */
export function getInstallationServer(ctx: Context): MailServer {
  const { server } = mailerOf(ctx);
  if (!server) throw new MailError('mailNotSetUp');
  return server;
}

/** The workspace's own mail server, else the installation's. Throws MailError, and OutgoingError in a sandbox. */
export async function getMailServer(ctx: Context): Promise<MailServer> {
  const { server, sealer } = mailerOf(ctx);
  const row = await findMailServerRow(ctx.db);
  if (!row) {
    if (server) return server;
    throw new MailError('mailNotSetUp');
  }
  const password = row.password === null ? null : sealer.open(row.password);
  if (row.password !== null && password === null) throw new MailError('mailPasswordLost');
  const { host, port, security, user, fromName, fromAddress } = row;
  return { host, port, security, user, password, from: { name: fromName, address: fromAddress } };
}
