import { AppError } from '../../../shared/errors.ts';
import { keepProved } from '../../auth/domain-proof.ts';
import { listWorkspaces } from '../../auth/workspace.repository.ts';
import { exitCodes, OperatorError } from '../../config/operator-error.ts';
import { inTransaction } from '../../context.ts';
import { defineCommand } from '../command.ts';
import { chooseWorkspace, cliContext } from '../ground.ts';
import { openForCli } from '../open.ts';

export default defineCommand({
  name: 'domain prove',
  summary: 'Vouch for a domain of the company sign-in, where there is one workspace only; else its DNS has to.',
  positionals: ['DOMAIN'],
  async run({ positionals, output }) {
    const domain = (positionals[0] ?? '').trim().toLowerCase();
    const workspace = await openForCli(async (ground) => {
      const all = (await listWorkspaces(ground.database.control)).filter(({ sandboxOf }) => !sandboxOf);
      // Whose a domain is, among several, is not a thing to be mistaken about.
      if (all.length > 1)
        throw new OperatorError(
          exitCodes.usage,
          'There are several workspaces: an owner proves the domain by a TXT record, in Settings, Company sign-in.',
        );
      const ctx = await cliContext(ground, await chooseWorkspace(ground, undefined));
      await inTransaction(ctx, (tx) => keepProved(tx, domain, 'operator')).catch((error: unknown) => {
        if (!(error instanceof AppError) || error.status !== 404) throw error;
        throw new OperatorError(exitCodes.noInput, `No company sign-in names ${domain}: an owner does, in Settings.`);
      });
      return ctx.workspace.name;
    });
    output.result({ domain, workspace }, `${domain} is a domain of ${workspace}: people come in by it.`);
  },
});
