import type { AddressInfo } from 'node:net';
import smpp, { type Pdu, type Session } from 'smpp';
import { afterAll } from 'vitest';

/** An SMS centre that speaks SMPP 3.4 over a socket; gone when the test file ends. */
export interface TestCentre {
  readonly port: number;
  /** What it was handed, each part with its letters and its code. */
  readonly taken: {
    readonly id: string;
    readonly to: string;
    readonly from: string;
    readonly text: string;
    readonly coding: number;
  }[];
  /** What it gives to whoever signs in next; taken off once that was acknowledged. */
  readonly waiting: Readonly<Record<string, unknown>>[];
  /** The status it answers a message with; 0 takes it. */
  status: number;
  /** Receipts everything it takes, its number written in sixteens. */
  receipts: 'DELIVRD' | 'UNDELIV' | null;
  /** What it does besides once somebody has signed in. */
  onSignedIn?: (session: Session) => void;
}

export const centrePassword = 'plum tree';

export async function useSmsCentre(): Promise<TestCentre> {
  const centre: TestCentre = { port: 0, taken: [], waiting: [], status: 0, receipts: null };
  const sessions = new Set<Session>();
  const server = smpp.createServer((session) => {
    sessions.add(session);
    session.on('error', () => undefined);
    session.on('bind_transceiver', (pdu: Pdu) => {
      const isKnown = pdu.system_id === 'anahit' && pdu.password === centrePassword;
      session.send(pdu.response(isKnown ? { system_id: 'centre' } : { command_status: smpp.errors.ESME_RBINDFAIL }));
      if (isKnown) for (const fields of [...centre.waiting]) give(centre, session, fields);
      if (isKnown) centre.onSignedIn?.(session);
    });
    session.on('submit_sm', (pdu: Pdu) => take(centre, session, pdu));
    session.on('unbind', (pdu: Pdu) => session.send(pdu.response()));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', () => done()));
  afterAll(() => {
    for (const session of sessions) session.destroy();
    return new Promise<void>((done) => server.close(() => done()));
  });
  return Object.assign(centre, { port: (server.address() as AddressInfo).port });
}

let numbers = 4_000;

function take(centre: TestCentre, session: Session, pdu: Pdu): void {
  if (centre.status !== 0) {
    session.send(pdu.response({ command_status: centre.status }));
    return;
  }
  numbers += 1;
  const id = String(numbers);
  const { message } = pdu.short_message as { message: string };
  centre.taken.push({
    id,
    to: String(pdu.destination_addr),
    from: String(pdu.source_addr),
    text: message,
    coding: Number(pdu.data_coding),
  });
  session.send(pdu.response({ message_id: id }));
  const stat = centre.receipts;
  if (!stat) return;
  const text = `id:${numbers.toString(16)} sub:001 dlvrd:001 submit date:2611231200 done date:2611231201 stat:${stat} err:000 text:`;
  give(centre, session, { source_addr: pdu.destination_addr, esm_class: 4, short_message: text });
}

function give(centre: TestCentre, session: Session, fields: Readonly<Record<string, unknown>>): void {
  session.deliver_sm({ ...fields }, ({ command_status }) => {
    const place = centre.waiting.indexOf(fields);
    if (command_status === 0 && place >= 0) centre.waiting.splice(place, 1);
  });
}
