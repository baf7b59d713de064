/** The protocol of SMS centres (SMPP 3.4); the package brings no types of its own. */
declare module 'smpp' {
  import type { EventEmitter } from 'node:events';
  import type { Server } from 'node:net';

  interface Text {
    readonly message: string | Buffer;
    readonly udh?: Buffer | readonly Buffer[];
  }

  export interface Pdu {
    readonly command: string;
    readonly command_status: number;
    readonly [field: string]: unknown;
    response(fields?: Readonly<Record<string, unknown>>): Pdu;
  }

  export interface Session extends EventEmitter {
    bind_transceiver(fields: Readonly<Record<string, unknown>>, done: (answer: Pdu) => void): boolean;
    submit_sm(fields: Readonly<Record<string, unknown>>, done: (answer: Pdu) => void): boolean;
    deliver_sm(fields: Readonly<Record<string, unknown>>, done?: (answer: Pdu) => void): boolean;
    unbind(done?: (answer: Pdu) => void): boolean;
    send(pdu: Pdu): boolean;
    close(): void;
    destroy(): void;
  }

  const smpp: {
    connect(options: Readonly<Record<string, unknown>>): Session;
    createServer(onSession: (session: Session) => void): Server;
    readonly errors: Readonly<Record<string, number>>;
    readonly consts: { readonly MESSAGE_STATE: Readonly<Record<string, number>> };
  };
  export default smpp;
  export type { Text };
}
