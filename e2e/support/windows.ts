import type { Browser, BrowserContext, Page } from 'playwright-core';
import { inject } from 'vitest';
import type { SignedIn } from './shared-product.ts';

export interface Screen {
  /** Whose browser it is; null: nobody is signed in. Mariam's unless told otherwise. */
  readonly as?: SignedIn | null;
  /** Another installation than the shared one. */
  readonly url?: string;
  readonly width?: number;
  readonly height?: number;
  readonly dark?: boolean;
  readonly language?: string;
  /** Whether the browser keeps the program, to open it without a network. */
  readonly keepsProgram?: boolean;
}

/** A browser with a window of its own: no cookie, no storage and no page is shared with another. */
export interface Window {
  readonly context: BrowserContext;
  readonly page: Page;
  /** What it can be used for again; null for one that is closed when its journey ends. */
  readonly kind: string | null;
}

/**
 * The windows of a run. Half of what opening a page costs is a new process that compiles the same scripts: a journey gets a
 * window that an earlier one has done with, emptied of everything that one left there.
 */
export class Windows {
  private readonly idle = new Map<string, Window[]>();

  constructor(private readonly browser: Browser) {}

  async take(screen: Screen): Promise<Window> {
    const kind = kindOf(screen);
    const window = (kind && this.idle.get(kind)?.pop()) || (await this.make(screen, kind));
    const { as = inject('mariam'), width = 1440, height = 900, dark = false } = screen;
    await window.context.addCookies(as?.cookies ?? []);
    await window.page.setViewportSize({ width, height });
    await window.page.emulateMedia({ colorScheme: dark ? 'dark' : 'light' });
    return window;
  }

  /** Empties a window for the next journey, or closes it when that can not be done. */
  async giveBack(window: Window): Promise<void> {
    const { context, page, kind } = window;
    if (kind === null || page.isClosed() || context.pages().length > 1 || !(await isEmptied(window))) {
      await context.close();
      return;
    }
    this.idle.set(kind, [...(this.idle.get(kind) ?? []), window]);
  }

  private async make(screen: Screen, kind: string | null): Promise<Window> {
    const { url = inject('url'), width = 1440, as = null } = screen;
    const context = await this.browser.newContext({
      baseURL: url,
      hasTouch: isPhone(width),
      isMobile: isPhone(width),
      locale: screen.language ?? 'en-GB',
      reducedMotion: 'reduce',
      serviceWorkers: screen.keepsProgram ? 'allow' : 'block',
      timezoneId: 'Asia/Yerevan',
      ...(as ? { storageState: as } : {}),
    });
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    return { context, page, kind };
  }
}

/** What can not be changed in a window once it is there; null where it is of no use to others. */
function kindOf({ url, as, language = 'en-GB', width = 1440, keepsProgram }: Screen): string | null {
  if (keepsProgram || url !== undefined || (as?.origins.length ?? 0) > 0) return null;
  return `${language} ${isPhone(width)}`;
}

function isPhone(width: number): boolean {
  return width < 500;
}

/** Whether nothing is left of what a journey did there. The page stays in its process: it goes to a picture of the same server. */
async function isEmptied({ context, page }: Window): Promise<boolean> {
  try {
    await context.unrouteAll();
    await page.unrouteAll();
    await page.goto('/favicon.svg');
    await page.evaluate(() => {
      localStorage.clear();
      sessionStorage.clear();
      return new Promise((done) => {
        const dropping = indexedDB.deleteDatabase('rapport');
        for (const end of ['success', 'error', 'blocked']) dropping.addEventListener(end, done);
      });
    });
    await context.clearCookies();
    return true;
  } catch {
    // A page that broke or hangs: that is for its own journey to tell.
    return false;
  }
}
