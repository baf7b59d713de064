import { escapeHtml } from '../../../../server/http/escape-html.ts';
import type { Registry } from '../../../../server/metadata/registry.ts';
import type { Language } from '../../../../shared/nouns/metadata.ts';
import type texts from '../../locales/en.json';
import { brandOf } from './brand.ts';
import { runChat } from './page-script.ts';

interface ChatPage {
  readonly language: Language;
  /** Whose chat it is. */
  readonly title: string;
  readonly words: (typeof texts)['visitor'];
  /** Where the site says what becomes of what people tell it; empty where nothing is asked. */
  readonly privacy: string;
  readonly registry: Pick<Registry, 'appearance'>;
}

/** The page in the frame. What it shows of words and names is escaped; what is said is put in as text by its script. */
export function chatHtml({ language, title, words, privacy, registry }: ChatPage, nonce: string): string {
  const { logo, light, dark } = brandOf(registry);
  const say = (text: string) => escapeHtml(text);
  const input = (name: string, label: string, type: string, complete: string) =>
    `<label>${say(label)}<input name="${name}" type="${type}" maxlength="100" autocomplete="${complete}"></label>`;
  const link = `<a href="${say(privacy)}" target="_blank" rel="noopener noreferrer">${say(words.privacy)}</a>`;
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex">
<title>${say(title)}</title><style nonce="${nonce}">:root{--fill:${light}}@media(prefers-color-scheme:dark){:root{--fill:${dark}}}${style}</style></head>
<body><header>${logo ? `<img src="${say(logo)}" alt="" height="24">` : ''}<h1>${say(title)}</h1><button type="button" id="close" aria-label="${say(words.close)}">×</button></header>
<main><div id="log" role="log" aria-live="polite" aria-label="${say(words.said)}" tabindex="0"><p id="hello">${say(words.hello)}</p><ol id="said"></ol></div>
<form id="form" novalidate><p id="state" role="status"></p>
<fieldset id="who" hidden><legend>${say(words.unanswered)}</legend>${input('name', words.name, 'text', 'name')}${input('email', words.email, 'email', 'email')}${input('phone', words.phone, 'tel', 'tel')}</fieldset>
<label id="agree" class="check" hidden><input type="checkbox" name="agree" value="yes"><span>${say(words.agree)} ${link}</span></label>
<label class="text"><span class="unseen">${say(words.text)}</span><textarea name="text" rows="2" maxlength="2000" placeholder="${say(words.text)}"></textarea></label>
<button id="send">${say(words.send)}</button></form></main>
<script nonce="${nonce}">(${runChat.toString()})(${forScript({ words })})</script></body></html>`;
}

/** Nothing in it ends the script. */
const forScript = (value: object): string => JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, unicode);
const unicode = (sign: string): string => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;

const style = `:root{color-scheme:light dark;--line:color-mix(in srgb,CanvasText 40%,Canvas)}*{box-sizing:border-box}[hidden]{display:none!important}
body{margin:0;height:100vh;height:100dvh;display:flex;flex-direction:column;font:15px/1.45 system-ui,"Noto Sans","Noto Sans Armenian","Noto Sans Georgian",sans-serif;background:Canvas;color:CanvasText}
header{display:flex;gap:.6rem;align-items:center;padding:.6rem .9rem;background:var(--fill);color:#fff}h1{flex:1;margin:0;font-size:1rem;line-height:1.25;overflow-wrap:anywhere}
#close{width:2.25rem;height:2.25rem;padding:0;border:0;background:none;color:#fff;font-size:1.5rem;line-height:1}main{flex:1;min-height:0;display:flex;flex-direction:column}#log{flex:1;min-height:4rem;overflow-y:auto;padding:.9rem}#hello{margin:0 0 .75rem;white-space:pre-line}
#said{margin:0;padding:0;list-style:none;display:flex;flex-direction:column;gap:.5rem}#said li{max-width:85%;padding:.5rem .7rem;border:1px solid var(--line);border-radius:.75rem;overflow-wrap:anywhere;white-space:pre-wrap}
#said li.you{align-self:flex-end;background:color-mix(in srgb,var(--fill) 14%,Canvas)}#said li.us{align-self:flex-start}
form{padding:.6rem .9rem .9rem;border-top:1px solid var(--line);max-height:75vh;overflow-y:auto}#state{margin:0}#state:not(:empty){margin-bottom:.5rem}fieldset{margin:0 0 .5rem;padding:0;border:0}legend{padding:0;margin-bottom:.5rem}
label{display:block;margin-bottom:.5rem;font-weight:600}input,textarea{display:block;width:100%;margin-top:.15rem;padding:.5rem .6rem;font:inherit;font-weight:400;color:inherit;background:Field;border:1px solid var(--line);border-radius:.4rem;resize:none}
.check{display:flex;flex-wrap:wrap;gap:.1rem .5rem;align-items:flex-start;font-weight:400}.check input{width:1.1rem;height:1.1rem;flex:none;margin-top:.2rem}.check span{flex:1}.check .fault{flex-basis:100%}.check a{color:inherit}.fault{display:block;margin-top:.15rem;color:#b3261e;font-weight:600}@media(prefers-color-scheme:dark){.fault{color:#ff8a80}}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}button{font:inherit;cursor:pointer;border-radius:.4rem}#send{width:100%;padding:.6rem;border:0;background:var(--fill);color:#fff;font-weight:600}
#send[disabled]{opacity:.6}:focus-visible{outline:3px solid #6ea8ff;outline-offset:1px}`;
