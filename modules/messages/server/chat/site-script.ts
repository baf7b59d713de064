import type { Registry } from '../../../../server/metadata/registry.ts';
import { brandOf } from './brand.ts';

interface Site {
  /** What the button is called, by language. */
  readonly labels: Readonly<Record<string, string>>;
  readonly light: string;
}

/** What a site's page loads: a button, and the chat in a frame once somebody presses it. */
export function siteScript({
  labels,
  registry,
}: Pick<Site, 'labels'> & { readonly registry: Pick<Registry, 'appearance'> }) {
  return `(${runOnSite.toString()})(${JSON.stringify({ labels, light: brandOf(registry).light })})`;
}

/**
 * Runs on pages of a site. It is sent as its own text, so nothing in it may come from outside of it; it sets styles through the object
 * model alone, as the site may forbid any other. It sets no cookie, and nothing of ours is loaded before somebody wants to write.
 */
export function runOnSite({ labels, light }: Site): void {
  const script = document.currentScript as HTMLScriptElement | null;
  if (!script || document.getElementById('rapport-chat')) return;
  const { origin, pathname } = new URL(script.src);
  const { language: chosen } = script.dataset;
  const language = [chosen, ...navigator.languages].map((one) => (one ?? '').slice(0, 2)).find((one) => labels[one]);
  const label = labels[language ?? 'en'] ?? 'Chat';
  const button = document.createElement('button');
  const box = document.createElement('div');
  let frame: HTMLIFrameElement | null = null;
  let isOpen = false;

  function set(element: HTMLElement, styles: Partial<CSSStyleDeclaration>): void {
    Object.assign(element.style, styles);
  }
  function draw(count: number): void {
    button.textContent = count > 0 ? `${label} (${count})` : label;
  }
  /** On a telephone it has the whole screen. */
  function place(): void {
    const isNarrow = window.innerWidth < 480;
    set(box, {
      display: isOpen ? 'block' : 'none',
      ...(isNarrow
        ? { inset: '0', width: '100%', height: '100%', borderRadius: '0' }
        : {
            inset: 'auto 1rem 1rem auto',
            width: '22.5rem',
            height: 'min(36rem, calc(100% - 2rem))',
            borderRadius: '12px',
          }),
    });
    set(button, { display: isOpen ? 'none' : 'block' });
  }
  function remember(value: string): void {
    try {
      sessionStorage.setItem('rapport-chat', value);
    } catch {
      // Where nothing is kept, the next page begins with the button alone.
    }
  }
  function remembered(): boolean {
    try {
      return sessionStorage.getItem('rapport-chat') !== null;
    } catch {
      return false;
    }
  }
  function tell(): void {
    const page = location.origin + location.pathname;
    frame?.contentWindow?.postMessage({ rapportChat: isOpen ? 'shown' : 'hidden', page }, origin);
  }
  function load(): void {
    if (frame) {
      tell();
      return;
    }
    frame = document.createElement('iframe');
    frame.title = label;
    frame.src = origin + pathname.replace(/\.js$/, '') + (chosen ? `?lang=${encodeURIComponent(chosen)}` : '');
    set(frame, { width: '100%', height: '100%', border: '0', display: 'block', colorScheme: 'normal' });
    frame.addEventListener('load', tell);
    box.append(frame);
  }
  function toggle(to: boolean): void {
    isOpen = to;
    button.setAttribute('aria-expanded', String(to));
    remember(to ? 'open' : 'used');
    place();
    load();
    if (!to) button.focus();
  }

  window.addEventListener('message', (event) => {
    if (event.origin !== origin || !frame || event.source !== frame.contentWindow) return;
    if (event.data?.rapportChat === 'close') toggle(false);
    if (event.data?.rapportChat === 'unread') draw(Number(event.data.count) || 0);
  });
  window.addEventListener('resize', place);
  box.id = 'rapport-chat';
  button.type = 'button';
  button.setAttribute('aria-expanded', 'false');
  const above = { position: 'fixed', zIndex: '2147483000' };
  set(box, { ...above, overflow: 'hidden', boxShadow: '0 8px 40px rgb(0 0 0 / 35%)', background: 'Canvas' });
  set(button, {
    ...{ ...above, inset: 'auto 1rem 1rem auto', padding: '.8rem 1.2rem', border: '0', borderRadius: '2rem' },
    ...{ background: light, color: '#fff', font: '600 16px/1.2 system-ui, sans-serif', cursor: 'pointer' },
    boxShadow: '0 4px 16px rgb(0 0 0 / 30%)',
  });
  button.addEventListener('click', () => toggle(true));
  draw(0);
  place();
  const put = () => {
    document.body.append(button, box);
    // Who wrote on a page before sees on this one that an answer came.
    if (remembered()) load();
  };
  if (document.body) put();
  else document.addEventListener('DOMContentLoaded', put);
}
