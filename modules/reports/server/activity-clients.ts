import type { Context } from '../../../server/context.ts';
import { invalid } from '../../../shared/errors.ts';
import { checkFilter } from '../../../shared/filter/check.ts';
import type { Filter } from '../../../shared/filter/filter.ts';
import type { Noun } from '../../../shared/nouns/noun.ts';
import { deal } from '../../deals/contract/index.ts';
import { task } from '../../tasks/contract/index.ts';
import type { ActivityQuestion } from '../contract/activity-report.api.ts';

const clients = ['company', 'person'] as const;

/** The conditions on clients, proven to fit. Throws 422 naming each part at fault by `company.…` and `person.…`. */
export function assertClientFilters(ctx: Context, question: Pick<ActivityQuestion, (typeof clients)[number]>): void {
  const faults = clients.flatMap((name) => {
    const where = question[name];
    if (!where) return [];
    // As it is asked of an activity, from where nothing further is asked.
    const asked = { related: { by: name, where } };
    return checkFilter(asked, ctx.registry.getNoun(task.name), ctx.registry.findNoun).map((fault) => ({
      ...fault,
      path: [name, fault.path.replace(/^related\.(where\.?)?/, '')].filter(Boolean).join('.'),
    }));
  });
  if (faults.length > 0) throw invalid(faults);
}

/** Records of the noun whose clients are as was asked. */
export function ofClients(noun: Noun, { company, person }: Pick<ActivityQuestion, (typeof clients)[number]>): Filter[] {
  return [
    ...(company ? [{ related: { by: 'company', where: company } }] : []),
    ...(person ? [{ related: { by: noun.name === deal.name ? 'people' : 'person', where: person } }] : []),
  ];
}
