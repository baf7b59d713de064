/** What an SMS centre brings: a message or a part of one, or what became of one that was sent. */
export type ArrivedSms =
  | {
      readonly kind: 'message';
      readonly from: string;
      readonly to: string;
      readonly text: string;
      /** Of a message in several parts: which it belongs to, and which it is. */
      readonly part: { readonly reference: number; readonly total: number; readonly number: number } | null;
    }
  | {
      readonly kind: 'receipt';
      /** What the centre calls the message; a number may be written in tens or in sixteens. */
      readonly id: string;
      readonly state: 'delivered' | 'failed' | 'underway';
      /** The centre's word for it. */
      readonly answer: string;
    };

/** What is read of the protocol's unit. */
export interface RawPdu {
  readonly esm_class?: number;
  readonly source_addr?: string;
  readonly source_addr_ton?: number;
  readonly destination_addr?: string;
  readonly short_message?: { readonly message?: unknown; readonly udh?: readonly Buffer[] };
  readonly message_payload?: { readonly message?: unknown };
  readonly receipted_message_id?: string;
  readonly message_state?: number;
  readonly sar_msg_ref_num?: number;
  readonly sar_total_segments?: number;
  readonly sar_segment_seqnum?: number;
}

/** Letters of a message that are taken in. */
const longest = 2_000;

/** Reads what came. */
export function readArrived(pdu: RawPdu): ArrivedSms {
  const text = textOf(pdu);
  const isReceipt = ((pdu.esm_class ?? 0) & 0x3c) === 0x04 || pdu.receipted_message_id !== undefined;
  if (isReceipt) return receiptOf(pdu, text);
  const from = String(pdu.source_addr ?? '');
  const isInternational = pdu.source_addr_ton === 1 && /^\d+$/.test(from);
  return {
    ...{ kind: 'message', from: isInternational ? `+${from}` : from, to: String(pdu.destination_addr ?? '') },
    ...{ text: clean(text).slice(0, longest), part: partOf(pdu) },
  };
}

function textOf({ short_message: short, message_payload: payload }: RawPdu): string {
  const message = [short?.message, payload?.message].find(
    (one) => one !== undefined && one !== '' && String(one) !== '',
  );
  return Buffer.isBuffer(message) ? message.toString('latin1') : String(message ?? '');
}

/** A database keeps neither the null character nor halves of letters. */
const clean = (text: string): string => text.replaceAll('\0', '').replace(/\p{Cs}/gu, '\ufffd');

function partOf({ short_message: short, ...pdu }: RawPdu): Extract<ArrivedSms, { kind: 'message' }>['part'] {
  const { sar_msg_ref_num: ref, sar_total_segments: total, sar_segment_seqnum: number } = pdu;
  if (ref !== undefined && total !== undefined && number !== undefined) return sound({ reference: ref, total, number });
  for (const header of short?.udh ?? []) {
    if (header[0] === 0x00 && header.length >= 5)
      return sound({ reference: header[2] ?? 0, total: header[3] ?? 0, number: header[4] ?? 0 });
    if (header[0] === 0x08 && header.length >= 6)
      return sound({ reference: header.readUInt16BE(2), total: header[4] ?? 0, number: header[5] ?? 0 });
  }
  return null;
}

function sound(part: { readonly reference: number; readonly total: number; readonly number: number }) {
  return part.total > 1 && part.number >= 1 && part.number <= part.total ? part : null;
}

const states: Readonly<Record<number, string>> = {
  2: 'DELIVRD',
  3: 'EXPIRED',
  4: 'DELETED',
  5: 'UNDELIV',
  8: 'REJECTD',
};

function receiptOf({ receipted_message_id: named, message_state: number }: RawPdu, text: string): ArrivedSms {
  const word = (name: string) => new RegExp(`\\b${name}:\\s*([^\\s]+)`, 'i').exec(text)?.[1];
  const said = (word('stat') ?? states[number ?? 0] ?? '').toUpperCase();
  const state =
    said === 'DELIVRD' ? 'delivered' : /^(EXPIRED|DELETED|UNDELIV|REJECTD)$/.test(said) ? 'failed' : 'underway';
  return {
    kind: 'receipt',
    id: clean(named ?? word('id') ?? '').slice(0, 100),
    state,
    answer: clean(said).slice(0, 100),
  };
}
