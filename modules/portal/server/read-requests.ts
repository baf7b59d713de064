import type { Context } from '../../../server/context.ts';
import { optionLabel } from '../../../server/texts/noun-labels.ts';
import { notFound } from '../../../shared/errors.ts';
import { type Language, languages } from '../../../shared/nouns/metadata.ts';
import type { FileReference } from '../../../shared/nouns/value.ts';
import { ticket } from '../../projects/contract/index.ts';
import type { PortalFile, PortalRequest, WholePortalRequest } from '../contract/index.ts';
import { clientOf } from './me.ts';
import { findRequest, listComments, listRequests, listStages, type RequestRow } from './request.repository.ts';

const mostListed = 200;

/** In which language somebody reads: what their page says, else the workspace's. */
export function languageIn(ctx: Context, acceptLanguage: string | undefined): Language {
  const said = acceptLanguage?.split(/[,;-]/)[0];
  return languages.find((language) => language === said) ?? ctx.workspace.language;
}

/** The client's own requests, the newest first. */
export async function readRequests(ctx: Context, language: Language): Promise<{ readonly items: PortalRequest[] }> {
  const rows = await listRequests(ctx.db, clientOf(ctx), mostListed);
  return { items: rows.map((row) => asShown(ctx, row, language)) };
}

/** One of them with all that was said to and by the client. Throws 404 for what is not theirs. */
export async function readRequest(ctx: Context, id: string, language: Language): Promise<WholePortalRequest> {
  const row = await findRequest(ctx.db, clientOf(ctx), id);
  if (!row) throw notFound('ticket', id);
  const [stages, comments] = await Promise.all([listStages(ctx.db, id), listComments(ctx.db, id)]);
  return {
    ...asShown(ctx, row, language),
    ...{ description: row.description, answer: row.answer, responsible: row.responsible },
    stages: stages.map(({ state, at }) => ({ label: labelOf(ctx, 'state', state, language), at })),
    files: filesOf(row.files),
    comments: comments.map(({ direction, files, ...said }) => ({
      ...said,
      ...{ fromClient: direction === 'fromClient', files: filesOf(files) },
    })),
    mayWrite: row.state !== 'closed',
  };
}

function asShown(ctx: Context, row: RequestRow, language: Language): PortalRequest {
  const { id, number, subject, kind, state, createdAt, solvedAt, mine, from } = row;
  const named = (field: string, value: string | null) =>
    value === null ? null : { value, label: labelOf(ctx, field, value, language) };
  return {
    id,
    number,
    subject,
    createdAt,
    solvedAt,
    mine,
    from,
    kind: named('kind', kind),
    state: named('state', state),
  };
}

/** As the workspace calls it; what it calls nothing any more, by its value. */
function labelOf({ registry }: Context, field: string, value: string, language: Language): string {
  const declared = registry.getNoun(ticket.name).fields[field];
  const options = declared?.kind === 'choice' ? declared.options : [];
  const option = options.find((one) => one.value === value) ?? { value };
  return optionLabel(registry, registry.getNoun(ticket.name), field, option, language);
}

const filesOf = (files: readonly FileReference[] | null): PortalFile[] =>
  (files ?? []).map(({ id, name, size }) => ({ id, name, size }));
