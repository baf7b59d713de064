import { escapeHtml } from '../../../server/http/escape-html.ts';
import type { FormDefinition } from '../contract/index.ts';

/** What a page says, in one language. */
export interface PageWords {
  readonly send: string;
  readonly required: string;
  readonly choose: string;
  readonly given: string;
  readonly family: string;
  readonly thanks: string;
  readonly again: string;
  readonly gone: string;
  readonly wrong: string;
  readonly missing: string;
  readonly tooMany: string;
  readonly tooFast: string;
  readonly agree: string;
}

/** A question of the page. */
export interface Question {
  readonly name: string;
  readonly label: string;
  readonly kind: string;
  readonly isRequired: boolean;
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

export interface FormPage {
  readonly language: string;
  readonly heading: string;
  readonly intro: string;
  readonly consent: string;
  readonly consentRequired: boolean;
  readonly questions: readonly Question[];
  readonly words: PageWords;
  /** Fields that nobody sees. */
  readonly hidden: Readonly<Record<string, string>>;
  /** What was sent before, and what is wrong with it, by name. */
  readonly sent: Readonly<Record<string, string>>;
  readonly faults: Readonly<Record<string, string>>;
  readonly problem: string;
  readonly isKiosk: boolean;
}

/** The form as a page without scripts. Whatever it shows is escaped. */
export function formHtml(page: FormPage, nonce: string): string {
  const { words, hidden, isKiosk } = page;
  const body = [
    page.intro ? `<p class="intro">${escapeHtml(page.intro)}</p>` : '',
    page.problem ? `<p class="problem" role="alert">${escapeHtml(page.problem)}</p>` : '',
    `<form method="post" accept-charset="utf-8"${isKiosk ? ' autocomplete="off"' : ''}>`,
    ...page.questions.map((question) => questionHtml(question, page)),
    // Filled in by programs alone: no person sees it.
    `<p class="trap" aria-hidden="true"><label>URL <input name="${trap}" tabindex="-1" autocomplete="off"></label></p>`,
    ...Object.entries(hidden).map(
      ([name, value]) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`,
    ),
    page.consent ? consentHtml(page) : '',
    `<button>${escapeHtml(words.send)}</button></form>`,
  ];
  return wholePage({ ...page, title: page.heading }, body.filter(Boolean).join('\n'), nonce);
}

/** The field that is a trap for programs. */
export const trap = 'homepage_url';

/** A page that only says something; `again` is where the next person begins. */
export function saidHtml(
  {
    language,
    heading,
    text,
    again,
  }: { language: string; heading: string; text: string; again?: { url: string; label: string } | undefined },
  nonce: string,
): string {
  const link = again ? `<p><a class="again" href="${escapeHtml(again.url)}">${escapeHtml(again.label)}</a></p>` : '';
  const refresh = again ? `<meta http-equiv="refresh" content="8;url=${escapeHtml(again.url)}">` : '';
  const body = `<p class="intro" role="status">${escapeHtml(text)}</p>${link}`;
  return wholePage({ language, title: heading, isKiosk: Boolean(again) }, body, nonce, refresh);
}

function questionHtml(question: Question, page: FormPage): string {
  const { name, label, isRequired } = question;
  const fault = page.faults[name];
  const note = fault ? `<span class="fault" id="${escapeHtml(name)}-fault">${escapeHtml(fault)}</span>` : '';
  const star = isRequired ? `<span class="star" title="${escapeHtml(page.words.required)}">*</span>` : '';
  if (question.kind === 'personName') {
    const parts = (['given', 'family'] as const).map((part) => {
      const needed = isRequired && part === 'given' ? ' required' : '';
      const complete = part === 'given' ? 'given-name' : 'family-name';
      const value = escapeHtml(page.sent[`${name}.${part}`] ?? '');
      return `<label>${escapeHtml(page.words[part])}${part === 'given' ? star : ''}<input name="${escapeHtml(name)}.${part}" value="${value}" maxlength="100" autocomplete="${complete}"${needed}></label>`;
    });
    return `<div class="pair">${parts.join('')}</div>${note}`;
  }
  const attributes = `name="${escapeHtml(name)}"${isRequired ? ' required' : ''}${fault ? ` aria-invalid="true" aria-describedby="${escapeHtml(name)}-fault"` : ''}`;
  if (question.kind === 'boolean')
    return `<label class="check"><input type="checkbox" value="true" ${attributes}${page.sent[name] ? ' checked' : ''}><span>${escapeHtml(label)}${star}</span></label>${note}`;
  return `<label>${escapeHtml(label)}${star}${inputHtml(question, attributes, page)}</label>${note}`;
}

const types: Readonly<Record<string, string>> = { emails: 'email', phones: 'tel', date: 'date' };

function inputHtml({ name, kind, options }: Question, attributes: string, { sent, words }: FormPage): string {
  const value = sent[name] ?? '';
  if (kind === 'longText') return `<textarea rows="4" maxlength="5000" ${attributes}>${escapeHtml(value)}</textarea>`;
  if (kind === 'choice') {
    const items = options.map(
      (one) =>
        `<option value="${escapeHtml(one.value)}"${one.value === value ? ' selected' : ''}>${escapeHtml(one.label)}</option>`,
    );
    return `<select ${attributes}><option value="">${escapeHtml(words.choose)}</option>${items.join('')}</select>`;
  }
  const numeric = kind === 'number' ? ' inputmode="decimal"' : '';
  return `<input type="${types[kind] ?? 'text'}" value="${escapeHtml(value)}" maxlength="300"${numeric} ${attributes}>`;
}

function consentHtml({ consent, consentRequired, sent }: FormPage): string {
  const checked = sent.consent === 'yes' ? ' checked' : '';
  return `<label class="check"><input type="checkbox" name="consent" value="yes"${checked}${consentRequired ? ' required' : ''}><span>${escapeHtml(consent)}</span></label>`;
}

function wholePage(
  { language, title, isKiosk }: { language: string; title: string; isKiosk: boolean },
  body: string,
  nonce: string,
  head = '',
): string {
  return `<!doctype html>
<html lang="${escapeHtml(language)}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex">${head}
<title>${escapeHtml(title)}</title><style nonce="${nonce}">${style}</style></head>
<body${isKiosk ? ' class="kiosk"' : ''}><main><h1>${escapeHtml(title)}</h1>
${body}</main></body></html>`;
}

const style = `:root{color-scheme:light dark}body{margin:0;font:16px/1.5 system-ui,"Noto Sans","Noto Sans Armenian","Noto Sans Georgian",sans-serif;background:Canvas;color:CanvasText}
main{max-width:34rem;margin:0 auto;padding:1.5rem 1rem 3rem}h1{font-size:1.5rem;line-height:1.25;margin:0 0 1rem;overflow-wrap:anywhere}
.intro{white-space:pre-line}label{display:block;margin:0 0 1rem;font-weight:600}input,select,textarea{display:block;box-sizing:border-box;width:100%;margin-top:.25rem;padding:.6rem .7rem;font:inherit;font-weight:400;color:inherit;background:Field;border:1px solid color-mix(in srgb,CanvasText 45%,Canvas);border-radius:6px}
.pair{display:grid;grid-template-columns:repeat(auto-fit,minmax(12rem,1fr));gap:0 1rem}.check{display:flex;gap:.6rem;align-items:flex-start;font-weight:400}.check input{width:1.2rem;height:1.2rem;flex:none;margin-top:.2rem}
.star{color:#c22;margin-inline-start:.2rem}.fault,.problem{color:#c22;font-weight:600}@media(prefers-color-scheme:dark){.star,.fault,.problem{color:#ff8a80}}.fault{display:block;margin:-.7rem 0 1rem}.trap{position:absolute;left:-10000px;width:1px;height:1px;overflow:hidden}
button,.again{display:inline-block;padding:.7rem 1.4rem;font:inherit;font-weight:600;color:#fff;background:#175f70;border:0;border-radius:6px;cursor:pointer;text-decoration:none}button:focus-visible,input:focus-visible,select:focus-visible,textarea:focus-visible,.again:focus-visible{outline:3px solid #6ea8ff;outline-offset:2px}
.kiosk{font-size:22px}.kiosk main{max-width:44rem;padding-top:8vh}.kiosk input:not([type=checkbox]),.kiosk select,.kiosk textarea{padding:1rem}.kiosk button{width:100%;padding:1.1rem}`;

/** What the form says in the language, else in the first it says anything in. */
export function inWords(words: FormDefinition['heading'], language: string): string {
  const said = words as Readonly<Record<string, string | undefined>> | undefined;
  return said?.[language] || Object.values(said ?? {}).find(Boolean) || '';
}
