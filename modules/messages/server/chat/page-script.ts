import type texts from '../../locales/en.json';
import type { Told } from './visit.ts';

interface Start {
  readonly words: (typeof texts)['visitor'];
}

/**
 * Runs in a visitor's browser, within the frame. It is sent as its own text, so nothing in it may come from outside of it. What is new is
 * asked for: every three seconds while people write, less and less often where nothing happens or nobody looks.
 */
export function runChat({ words }: Start): void {
  const at = <T extends HTMLElement>(id: string) => document.getElementById(id) as T;
  const form = at<HTMLFormElement>('form');
  const list = at<HTMLOListElement>('said');
  const log = at('log');
  const state = at('state');
  const text = form.elements.namedItem('text') as HTMLTextAreaElement;
  const button = at<HTMLButtonElement>('send');
  const seen = new Set<string>();
  const place = `rapport-chat ${location.pathname}`;
  const token = tokenKept();
  let since: string | undefined;
  let isShown = window.parent === window;
  let page = '';
  let unread = 0;
  let lastNews = Date.now();
  let timer = 0;
  let sending: string | null = null;

  /** Where the browser keeps nothing for a frame, the conversation lasts as long as the page. */
  function tokenKept(): string {
    const made = () => {
      const bytes = crypto.getRandomValues(new Uint8Array(32));
      const plain = btoa(String.fromCharCode(...bytes));
      return plain.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
    };
    try {
      const kept = localStorage.getItem(place);
      if (kept && /^[\w-]{43}$/.test(kept)) return kept;
      const fresh = made();
      localStorage.setItem(place, fresh);
      return fresh;
    } catch {
      return made();
    }
  }

  async function ask(values: Record<string, string>): Promise<Response | null> {
    try {
      const body = JSON.stringify({ ...values, token, ...(since ? { since } : {}) });
      const headers = { 'content-type': 'application/json', accept: 'application/json' };
      return await fetch(location.pathname + location.search, { method: 'POST', headers, body, credentials: 'omit' });
    } catch {
      return null;
    }
  }

  function show({ messages, asks, agree }: Told): void {
    const news = messages.filter(({ id }) => !seen.has(id));
    for (const { id, by, text: said } of news) {
      seen.add(id);
      const line = document.createElement('li');
      line.className = by;
      line.textContent = said;
      list.append(line);
    }
    since = messages.at(-1)?.at ?? since;
    if (news.length > 0) {
      lastNews = Date.now();
      log.scrollTop = log.scrollHeight;
      const read = readUntil();
      if (isShown) noteRead();
      else unread += news.filter((one) => one.by === 'us' && one.at > read).length;
      tellSite();
    }
    at('who').hidden = asks === 'no';
    const legend = at('who').querySelector('legend');
    if (legend) legend.textContent = asks === 'must' ? words.first : words.unanswered;
    at('agree').hidden = !agree;
  }

  /** The moment of what was seen last, so that the next page of the site says how much is new. */
  function readUntil(): string {
    try {
      return localStorage.getItem(`${place} read`) ?? '';
    } catch {
      return '';
    }
  }
  function noteRead(): void {
    try {
      if (since) localStorage.setItem(`${place} read`, since);
    } catch {
      // Where nothing is kept, all of it is new on the next page.
    }
  }
  const tellSite = () => window.parent.postMessage({ rapportChat: 'unread', count: unread }, '*');

  function pause(): number {
    const quiet = Date.now() - lastNews;
    if (!isShown || document.hidden) return 20_000;
    return quiet < 120_000 ? 3_000 : quiet < 600_000 ? 6_000 : 20_000;
  }

  async function look(): Promise<void> {
    clearTimeout(timer);
    const answer = sending ? null : await ask({ do: 'listen' });
    if (answer?.ok) {
      show(await answer.json());
      if (state.textContent === words.offline) state.textContent = '';
    } else if (answer?.status === 404) state.textContent = words.gone;
    else if (!answer && !sending) state.textContent = words.offline;
    // A page that was left open for hours is asked no more until somebody looks at it again.
    if (answer?.status !== 404 && (isShown || Date.now() - lastNews < 7_200_000))
      timer = window.setTimeout(look, pause());
  }

  function tellFaults(fields: readonly { path: string; message: string }[]): void {
    for (const old of form.querySelectorAll('.fault')) old.remove();
    for (const one of form.querySelectorAll('[aria-invalid]')) one.removeAttribute('aria-invalid');
    let first: HTMLElement | null = null;
    for (const { path, message } of fields) {
      const input = form.elements.namedItem(path) as HTMLInputElement | null;
      if (!input?.name) {
        state.textContent = message;
        continue;
      }
      const note = document.createElement('span');
      note.className = 'fault';
      note.id = `${path}-fault`;
      note.textContent = message;
      input.closest('label')?.append(note);
      input.setAttribute('aria-invalid', 'true');
      input.setAttribute('aria-describedby', note.id);
      first ??= input;
    }
    first?.focus();
  }

  async function send(): Promise<void> {
    if (sending) return;
    const values = Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value)]));
    // The same until it is taken: what was taken and not answered is not said twice.
    const id = form.dataset.id ?? crypto.randomUUID();
    form.dataset.id = id;
    sending = id;
    button.disabled = true;
    const answer = await ask({ ...values, do: 'say', id, page });
    sending = null;
    button.disabled = false;
    state.textContent = '';
    if (answer?.ok) {
      delete form.dataset.id;
      text.value = '';
      tellFaults([]);
      show(await answer.json());
      text.focus();
    } else if (answer?.status === 422) {
      delete form.dataset.id;
      tellFaults((await answer.json()).fields ?? []);
    } else if (answer?.status === 404) state.textContent = words.gone;
    else state.textContent = answer?.status === 429 ? words.tooMany : words.offline;
    void look();
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void send();
  });
  text.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    void send();
  });
  const close = () => window.parent.postMessage({ rapportChat: 'close' }, '*');
  at('close').addEventListener('click', close);
  at('close').hidden = window.parent === window;
  document.addEventListener('keydown', (event) => event.key === 'Escape' && close());
  document.addEventListener('visibilitychange', () => void (document.hidden || look()));
  window.addEventListener('message', ({ source, data }) => {
    if (source !== window.parent || typeof data?.rapportChat !== 'string') return;
    isShown = data.rapportChat === 'shown';
    if (!isShown) return;
    page = String(data.page ?? '').slice(0, 500);
    unread = 0;
    lastNews = Date.now();
    noteRead();
    tellSite();
    text.focus();
    void look();
  });
  void look();
}
