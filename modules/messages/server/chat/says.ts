import { parsePhone } from '../../../../shared/phones/phone.ts';
import type { ConversationRow } from '../conversation.repository.ts';

export type Says = NonNullable<ConversationRow['says']>;

/** How a visitor says they are reached, as records have it. */
export function reachIn({ email, phone }: Says): Readonly<Record<string, unknown>> {
  const number = phone ? parsePhone(phone) : null;
  return { ...(email ? { emails: [{ address: email }] } : {}), ...(number ? { phones: [number] } : {}) };
}
