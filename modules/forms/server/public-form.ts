import { randomBytes } from 'node:crypto';
import { spendAnswers } from '../../../server/auth/throttle.ts';
import { type Context, inTransaction } from '../../../server/context.ts';
import { answerEvenly } from '../../../server/http/even-answer.ts';
import { languageFor } from '../../../server/http/language-for.ts';
import type { PageReply, PageRequest, PublicPage } from '../../../server/http/public-page.ts';
import { mailerOf } from '../../../server/mail/mailer.ts';
import { listRecords } from '../../../server/records/list.ts';
import { textsOf } from '../../../server/texts/locales.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Filter } from '../../../shared/filter/filter.ts';
import type { Language } from '../../../shared/nouns/metadata.ts';
import { type FormDefinition, formDefinition, webForm } from '../contract/index.ts';
import type texts from '../locales/en.json';
import { type FormPage, formHtml, inWords, saidHtml, trap } from './form-page.ts';
import { questionsOf, readAnswer } from './read-answer.ts';
import { type FormRecord, takeAnswer } from './take-answer.ts';
import { ageOf, newToken } from './time-token.ts';
import { workspaceIn } from './web-form.rules.ts';

const words = textsOf<typeof texts>('modules/forms');
const marks = ['utm_source', 'utm_medium', 'utm_campaign', 'utm_term', 'utm_content', 'page'] as const;

/** `/f/KEY`: the form as a page, and what is sent by it. Nobody is told whether somebody is known here. */
export const publicForm: PublicPage = {
  prefix: '/f/',
  workspaceIn,
  async answer(ctx, request) {
    const form = ctx ? await findForm(ctx, request.key) : null;
    const definition = form ? formDefinition.safeParse(form.definition).data : undefined;
    if (!ctx || !form || !definition) return gone(request);
    const visit: Visit = {
      ctx,
      form,
      definition,
      request,
      language: languageFor(request.query.get('lang'), request.languages, ctx.workspace.language),
    };
    if (request.method === 'GET') return show(visit);
    const cors = corsOf(visit);
    if (request.method === 'OPTIONS') return { status: cors ? 204 : 403, headers: cors ?? {} };
    if (!cors && !isOwn(visit)) throw new AppError(403, 'crossOrigin');
    return { ...(await receive(visit, Boolean(cors))), ...(cors ? { headers: cors } : {}) };
  },
};

interface Visit {
  readonly ctx: Context;
  readonly form: FormRecord;
  readonly definition: FormDefinition;
  readonly request: PageRequest;
  readonly language: Language;
}

async function findForm(ctx: Context, key: string): Promise<FormRecord | null> {
  const filter: Filter = {
    all: [
      { field: 'key', op: 'is', value: key },
      { field: 'active', op: 'is', value: true },
    ],
  };
  const { items } = JSON.parse(await listRecords(ctx, webForm, { filter, limit: 5 })) as { items: FormRecord[] };
  // Texts are compared without case, addresses are not.
  return items.find((one) => one.key === key) ?? null;
}

function gone({ query, languages, wantsJson }: PageRequest): PageReply {
  const language = languageFor(query.get('lang'), languages, 'en');
  if (wantsJson) return { status: 404, json: { code: 'notFound' } };
  return said(404, language, words[language].page.gone, '', []);
}

/** The headers for a page of a site that was named; null for any other. */
function corsOf({ definition, request: { origin } }: Visit): Record<string, string> | null {
  if (!origin || !sitesOf(definition).includes(origin)) return null;
  return {
    ...{ 'access-control-allow-origin': origin, vary: 'origin', 'access-control-allow-methods': 'POST' },
    ...{ 'access-control-allow-headers': 'content-type', 'access-control-max-age': '600' },
    'cross-origin-resource-policy': 'cross-origin',
  };
}

const sitesOf = ({ sites = [] }: FormDefinition) => sites.map((site) => new URL(site).origin);

/** From the page itself, or from a program, which says no origin. */
function isOwn({ ctx, request: { origin } }: Visit): boolean {
  return origin === null || origin === new URL(mailerOf(ctx).publicUrl).origin;
}

/** So many seconds nobody needs to fill a form in, and so many it may lie open. */
const times = { least: 2, most: 24 * 60 * 60 };

async function receive(visit: Visit, isFromSite: boolean): Promise<PageReply> {
  const { ctx, form, definition, request, language } = visit;
  const { sent } = request;
  const page = words[language].page;
  // A program filled in what nobody sees: it is thanked, and nothing is kept.
  if ((sent[trap] ?? '') !== '') return thank(visit);
  const age = ageOf(ctx, form.id, sent.token ?? '');
  if (!isFromSite && (age === null || age < times.least || age > times.most))
    return show(visit, { problem: page.tooFast, status: 422 });
  const questions = questionsOf(ctx, definition, language);
  const { said: values, faults } = readAnswer(ctx, questions, sent, page);
  const agreed = ['yes', 'true', 'on', '1'].includes((sent.consent ?? '').toLowerCase());
  const asked = inWords(definition.consent, language);
  if (asked && definition.consentRequired && !agreed) faults.consent = page.agree;
  if (Object.keys(values).length === 0 && Object.keys(faults).length === 0) faults.form = page.missing;
  if (Object.keys(faults).length > 0) return refuse(visit, faults);
  try {
    const limits = { form: form.id, address: request.address, hourly: form.hourly ?? 200 };
    await inTransaction(ctx, ({ db }) => db.asControl((control) => spendAnswers(control, limits)));
  } catch (error) {
    if (!(error instanceof AppError) || error.status !== 429) throw error;
    if (request.wantsJson) throw error;
    return show(visit, { problem: page.tooMany, status: 429 });
  }
  const answer = { said: values, consent: agreed && asked ? asked : null, cameBy: cameByIn(sent) };
  await answerEvenly(() => takeAnswer(ctx, form, answer));
  return thank(visit);
}

function cameByIn(sent: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(marks.flatMap((mark) => (sent[mark] ? [[mark, sent[mark].slice(0, 200)]] : [])));
}

function refuse(visit: Visit, faults: Readonly<Record<string, string>>): PageReply {
  if (!visit.request.wantsJson)
    return show(visit, {
      faults,
      problem: faults.form ?? faults.consent ?? words[visit.language].page.wrong,
      status: 422,
    });
  const fields = Object.entries(faults).map(([path, message]) => ({ path, message }));
  return { status: 422, json: { code: 'invalid', fields } };
}

function thank({ form, definition, request, language }: Visit): PageReply {
  const page = words[language].page;
  if (request.wantsJson) return { status: 200, json: { received: true } };
  if (isKiosk(request)) {
    const again = { url: `/f/${request.key}?${request.query}`, label: page.again };
    return said(
      200,
      language,
      inWords(definition.heading, language) || form.name,
      inWords(definition.thanks, language) || page.thanks,
      sitesOf(definition),
      again,
    );
  }
  if (form.redirect) return { status: 303, headers: { location: form.redirect } };
  return said(
    200,
    language,
    inWords(definition.heading, language) || page.thanks,
    inWords(definition.thanks, language) || page.thanks,
    sitesOf(definition),
  );
}

/** On a tablet in the showroom: nothing of whoever sent it stays on the screen. */
const isKiosk = ({ query }: PageRequest) => query.get('kiosk') === '1';

function said(
  status: number,
  language: Language,
  heading: string,
  text: string,
  frames: readonly string[],
  again?: { url: string; label: string },
): PageReply {
  const nonce = newNonce();
  return { status, html: { body: saidHtml({ language, heading, text, again }, nonce), nonce, frames } };
}

const newNonce = () => randomBytes(16).toString('base64url');

function show(
  visit: Visit,
  {
    problem = '',
    faults = {},
    status = 200,
  }: { problem?: string; faults?: Readonly<Record<string, string>>; status?: number } = {},
): PageReply {
  const { ctx, form, definition, request, language } = visit;
  if (status !== 200 && request.wantsJson) return { status, json: { code: 'refused', message: problem } };
  const page: FormPage = {
    ...{ language, problem, faults, words: words[language].page, sent: request.sent, isKiosk: isKiosk(request) },
    ...{ heading: inWords(definition.heading, language) || form.name, intro: inWords(definition.intro, language) },
    ...{ consent: inWords(definition.consent, language), consentRequired: definition.consentRequired === true },
    questions: questionsOf(ctx, definition, language),
    hidden: { ...marksOf(request), token: newToken(ctx, form.id) },
  };
  const nonce = newNonce();
  const leadsTo = form.redirect ? new URL(form.redirect).origin : undefined;
  const html = { body: formHtml(page, nonce), nonce, frames: sitesOf(definition), ...(leadsTo ? { leadsTo } : {}) };
  return { status, html };
}

/** What the link and the page that led here say, carried along unseen. */
function marksOf({ method, query, referer, sent }: PageRequest): Record<string, string> {
  if (method !== 'GET') return cameByIn(sent);
  const named = marks.flatMap((mark) =>
    query.get(mark) ? [[mark, (query.get(mark) ?? '').slice(0, 200)] as const] : [],
  );
  const from = referer && URL.canParse(referer) ? new URL(referer) : null;
  return { ...(from ? { page: `${from.origin}${from.pathname}`.slice(0, 200) } : {}), ...Object.fromEntries(named) };
}
