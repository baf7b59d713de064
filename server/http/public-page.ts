import type { Context } from '../context.ts';

/** A page of a module's own that is open to everybody, drawn by the server, without cookies. */
export interface PublicPage {
  /** Its addresses begin with it: `/f/` and a key. */
  readonly prefix: string;
  /** The id of the workspace that a key leads to; null for what is no key. */
  readonly workspaceIn: (key: string) => string | null;
  /** `ctx` is the system's, in that workspace; null where there is none. */
  readonly answer: (ctx: Context | null, request: PageRequest) => Promise<PageReply>;
}

export interface PageRequest {
  readonly method: 'GET' | 'POST' | 'OPTIONS';
  readonly key: string;
  readonly query: URLSearchParams;
  /** What was sent, each value as text; empty for what was only looked at. */
  readonly sent: Readonly<Record<string, string>>;
  readonly origin: string | null;
  readonly referer: string | null;
  readonly languages: string | null;
  /** Sent by a page of this installation, or by a program that names no site. */
  readonly isFromOwnPage: boolean;
  readonly address: string;
  readonly header: (name: string) => string | null;
  /** What was sent as JSON, and to the letter, which a signature is of. */
  readonly body: Readonly<Record<string, unknown>>;
  readonly text: string;
  /** A program asks: it is answered in JSON. */
  readonly wantsJson: boolean;
}

/** A page (`html`), a script for pages of others, plain text, an answer to a program (`json`), or nothing but headers. */
export interface PageReply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly html?: {
    readonly body: string;
    readonly nonce: string;
    readonly frames: readonly string[];
    readonly leadsTo?: string;
    /** It has a script of its own, by the nonce, which may ask this server alone. */
    readonly runs?: boolean;
  };
  readonly script?: string;
  readonly text?: string;
  readonly json?: object;
}
