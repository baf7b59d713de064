// What a server of letters and a telephone at work would tell, in place of them: an installation made for pictures has neither.
// The words are those of the demo company, and so in the language of the pictures.

const minute = 60_000;
const idOf = (number) => `01900000-0000-7000-8000-0000000${String(number).padStart(5, '0')}`;

/**
 * Answers for the letters, mailboxes, recordings and the ringing of the telephone in the pages of a context.
 *
 * @param {import('playwright-core').BrowserContext} context
 * @param {{ baseURL: string, call: string | undefined }} about the call that was recorded
 * @returns {Promise<{ rings: null | 'ringing' | 'ended' }>} what the telephone does at the moment
 */
export async function tellOfOutside(context, { call }) {
  const told = await readWords(context.request);
  const telephone = { rings: null };
  const answer = (pattern, tell) =>
    context.route(pattern, (route) =>
      route.request().method() === 'GET'
        ? route.fulfill({ json: tell(new URL(route.request().url()).searchParams) })
        : route.continue(),
    );
  const letters = lettersOf(told);
  // There is a mailbox, so there are pages of letters.
  await context.route(/\/api\/v1\/metadata$/, async (route) => {
    const metadata = await (await route.fetch()).json();
    await route.fulfill({ json: { ...metadata, inUse: ['mail', ...(metadata.inUse ?? [])] } });
  });
  await answer(/\/api\/v1\/mailboxes$/, () => ({ items: mailboxesOf(told), incoming: 2 }));
  await answer(/\/api\/v1\/mailbox-letters\?/, (query) => ({ items: letters[query.get('of')] ?? [], next: null }));
  await answer(/\/api\/v1\/mailbox-letters\/[0-9a-f-]+$/, () => wholeOf(letters.mine[0], told));
  await answer(/\/api\/v1\/letters\?/, () => ({
    ...{ items: [sentOf(told)], received: letters.mine.slice(0, 2), canSend: true },
    senders: [{ id: idOf(1), address: told.member.email }],
  }));
  await answer(/\/api\/v1\/my-calls$/, () => ({ items: callsOf(telephone.rings, told, call), canDial: true }));
  await answer(/\/api\/v1\/recordings\?/, () => ({ items: [recordingOf(told, call)], next: null }));
  return telephone;
}

async function readWords(request) {
  const read = async (address) => (await request.get(`/api/v1/${address}`)).json();
  const { items: people } = await read('people?limit=3&expand=company');
  const { items: notes } = await read('notes?limit=3');
  const { items: leads } = await read('leads?limit=3');
  const { member } = await read('session');
  return {
    member: { id: member.id, name: member.name, email: member.email ?? 'mariam@ararat.example' },
    people: people.map((one) => ({
      name: [one.name?.given, one.name?.family].filter(Boolean).join(' '),
      address: one.emails?.[0]?.address ?? 'office@example.org',
      number: one.phones?.[0]?.number ?? '+37410123456',
    })),
    subjects: leads.map(({ interest }) => interest),
    texts: notes.map(({ body }) => body.replaceAll(/@\[([^\]]*)\]\([^)]*\)/g, '$1')),
  };
}

function lettersOf({ member, people, subjects, texts }) {
  const letter = (number, more) => ({
    ...{ id: idOf(100 + number), mailbox: idOf(1), isOurs: false, kind: 'personal', recipients: [], files: [] },
    ...{ fromName: people[number % 3].name, fromAddress: people[number % 3].address },
    ...{ at: new Date(Date.now() - number * 97 * minute).toISOString(), subject: subjects[number % 3] },
    ...{ beginning: texts[number % 3], state: 'told', task: null, answeredAt: null },
    ...more,
  });
  const to = [{ name: member.name, address: member.email }];
  const file = [{ name: 'P-101.pdf', size: 48_213 }];
  return {
    mine: [
      letter(1, { recipients: to, files: file }),
      letter(2, { recipients: to, answeredAt: new Date().toISOString() }),
      letter(3, { isOurs: true, fromName: member.name, recipients: [people[0]] }),
      letter(4, { state: 'private', recipients: to }),
      letter(5, { kind: 'automatic', state: 'left', recipients: to }),
    ],
    unanswered: [1, 2].map((number) => letter(number, { recipients: to })),
    incoming: [
      letter(1, { mailbox: idOf(2), state: 'incoming', fromName: '', fromAddress: 'office@bright-idea.example' }),
      letter(2, { mailbox: idOf(2), state: 'incoming', fromAddress: 'sales@meridian.example', files: file }),
    ],
  };
}

function wholeOf(letter, { texts }) {
  return { ...letter, body: texts.join('\n\n'), html: null, proof: 'spf=pass dkim=pass', isWhole: true };
}

function sentOf({ people, subjects }) {
  const at = new Date(Date.now() - 3_000 * minute).toISOString();
  const { address: toAddress } = people[0];
  return { id: idOf(50), at, toAddress, subject: subjects[1], state: 'sent', sentAt: at, fault: null };
}

function mailboxesOf({ member }) {
  const server = { host: 'imap.ararat.example', port: 993, security: 'tls', hasPassword: true };
  const sends = { host: 'smtp.ararat.example', port: 587, security: 'starttls' };
  const box = (number, address, more) => ({
    ...{ id: idOf(number), shared: false, name: '', address, server: { ...server, user: address, sends } },
    ...{ tells: 'known', makesLeads: false, since: '2026-01-01', fault: null, answer: null },
    ...{ checkedAt: new Date(Date.now() - 2 * minute).toISOString(), nextAt: null },
    ...more,
  });
  return [
    box(1, member.email, { name: member.name }),
    box(2, 'office@ararat.example', { shared: true, makesLeads: true }),
    box(3, 'service@ararat.example', {
      ...{ shared: true, fault: 'mailSignIn', answer: 'AUTHENTICATIONFAILED' },
      nextAt: new Date(Date.now() + 15 * minute).toISOString(),
    }),
  ];
}

function callsOf(state, { people }, task = null) {
  if (state === null) return [];
  const at = (seconds) => new Date(Date.now() - seconds * 1000).toISOString();
  const isOver = state === 'ended';
  return [
    {
      ...{ id: idOf(7), direction: 'in', number: people[0].number, line: '700', source: null, rangAt: at(260) },
      ...{ answeredAt: isOver ? at(250) : null, endedAt: isOver ? at(5) : null, seconds: isOver ? 245 : null },
      ...{ result: isOver ? 'answered' : null, task: isOver ? task : null, isTest: false },
    },
  ];
}

function recordingOf({ member, people, texts }, call) {
  const mark = (at, text) => ({ id: idOf(200 + at), at, text, by: member.id, name: member.name });
  return {
    ...{ id: idOf(9), version: 1, number: people[0].number, member: { id: member.id, label: member.name } },
    ...{ at: new Date(Date.now() - 60 * minute).toISOString(), seconds: 245, state: 'kept' },
    call: call ? { id: call, label: '' } : null,
    sound: [{ id: idOf(10), name: 'one.wav', size: 16_044, type: 'audio/wav' }],
    marks: [mark(12, texts[0]), mark(97, texts[1])],
  };
}

/**
 * A bank's statement: a payment with the number of an invoice, one of somebody unknown.
 *
 * @returns {{ name: string, mimeType: string, buffer: Buffer }}
 */
export function makeStatement() {
  const [ours, theirs] = ['40702810900000000001', '40702810900000000002'];
  const payment = (number, payer, amount, purpose) => [
    ...['СекцияДокумент=Платежное поручение', `Номер=${number}`, 'Дата=10.11.2026', 'ДатаПоступило=10.11.2026'],
    ...[`Сумма=${amount}`, `ПлательщикСчет=${theirs}`, `Плательщик1=${payer}`, `ПолучательСчет=${ours}`],
    ...[`НазначениеПлатежа=${purpose}`, 'КонецДокумента'],
  ];
  const lines = [
    ...['1CClientBankExchange', `РасчСчет=${ours}`],
    ...payment(311, 'ООО «Меридиан»', '1250.00', 'Оплата по счёту 2026-0003'),
    ...payment(312, 'Ararat Trading', '480.50', 'Предоплата'),
    'КонецФайла',
  ];
  return { name: 'kl_to_1c.txt', mimeType: 'text/plain', buffer: Buffer.from(lines.join('\r\n')) };
}
