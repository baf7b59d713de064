// Records that show their cards well, of the demo company where it has one, and made where it has none.

/** What is looked for first on the card of a noun, as a filter and an order; without a wish its first record is shown. */
const wishes = {
  invoices: [{ field: 'status', op: 'is', value: 'overdue' }],
  'invoices:paid': [{ field: 'status', op: 'is', value: 'partlyPaid' }],
  deals: [
    { field: 'status', op: 'is', value: 'open' },
    { field: 'company', op: 'isNotEmpty' },
  ],
  leads: [{ field: 'status', op: 'is', value: 'working' }],
  tickets: [{ field: 'company', op: 'isNotEmpty' }],
};

/**
 * A record of each noun that has one, and some more of those with several faces, by plural and, after a colon, the face.
 *
 * @param {import('playwright-core').APIRequestContext} request
 * @param {readonly { plural: string }[]} nouns
 * @returns {Promise<Map<string, string>>}
 */
export async function chooseRecords(request, nouns) {
  const api = createApi(request);
  const cards = new Map();
  const wished = Object.keys(wishes).filter((key) => nouns.some(({ plural }) => key.startsWith(plural)));
  for (const key of new Set([...nouns.map(({ plural }) => plural), ...wished])) {
    const [plural] = key.split(':');
    const found = (await api.list(plural, { all: wishes[key] ?? [] }, 1)) ?? (await api.list(plural, null, 1));
    if (found) cards.set(key, found.id);
  }
  // The client of whom most is known is the one with a plan.
  const plan = await api.list('account-plans', null, 1);
  if (plan?.company) cards.set('companies', plan.company.id);
  const human = await api.list('people', { field: 'company', op: 'is', value: cards.get('companies') }, 1);
  if (human) cards.set('people', human.id);
  cards.set('processes', (await api.post('processes', process)).id);
  cards.set('reports', (await api.post('reports', report)).id);
  const { workspace } = await api.get('session');
  cards.set('f', `${(await api.get(`web-forms/${cards.get('web-forms')}`)).key}?lang=${workspace.language}`);
  await makeMoney(api, cards);
  await makeAddition(api, cards);
  await makeCalls(api, cards);
  return cards;
}

function createApi(request) {
  const read = async (answer, what) => {
    if (!answer.ok()) throw new Error(`${what} was not answered: ${await answer.text()}`);
    return answer.json();
  };
  return {
    get: async (address) => read(await request.get(`/api/v1/${address}`), address),
    post: async (address, data, headers = {}) =>
      read(await request.post(address.startsWith('/') ? address : `/api/v1/${address}`, { data, headers }), address),
    /** The first that a filter finds. */
    list: async (plural, filter, limit) => {
      const asked = filter ? `&filter=${encodeURIComponent(JSON.stringify(filter))}` : '';
      const answer = await request.get(`/api/v1/${plural}?limit=${limit}${asked}`);
      return answer.ok() ? (await answer.json()).items?.[0] : undefined;
    },
  };
}

const process = {
  ...{ name: '№ 1', noun: 'lead', filter: null, onMany: false, start: { on: 'made' } },
  steps: [
    {
      ...{ do: 'task', title: '{{name}}', description: '', kind: 'call', for: { who: 'owner' } },
      due: { count: 1, unit: 'workingDays' },
    },
  ],
};
const report = {
  ...{ noun: 'deal', name: { en: '№ 1' } },
  settings: { group: [{ field: 'owner' }, { field: 'status' }], measures: [{ op: 'count' }], show: 'stacked' },
};

/** A draft, and a credit note to an invoice that is not paid. */
async function makeMoney(api, cards) {
  const { invoice: draft } = await api.post(`deals/${cards.get('deals')}/invoice`, {});
  cards.set('invoices:draft', draft);
  const other = await api.list('invoices', { field: 'status', op: 'is', value: 'issued' }, 1);
  const { invoice: note } = await api.post(`invoices/${other?.id ?? cards.get('invoices:paid')}/credit`, {
    reason: '№ 1',
  });
  cards.set('invoices:note', note);
}

async function makeAddition(api, cards) {
  const { company, subject } = await api.get(`contracts/${cards.get('contracts')}`);
  await api.post('contracts', { parent: cards.get('contracts'), company: company?.id, subject, status: 'signed' });
}

/** A telephone system, and a call of a client that was answered, and another that was not. */
async function makeCalls(api, cards) {
  const { member } = await api.get('session');
  const { phones, name } = await api.get(`companies/${cards.get('companies')}`);
  const { exchange, key } = await api.post('exchanges', {
    ...{ name: 'Asterisk', dialUrl: 'https://93.184.215.14/dial', keepDays: 365 },
    lines: [{ number: '700', name, members: [member.id] }],
    extensions: [{ number: '701', member: member.id }],
  });
  const tell = (call, event, more) =>
    api.post(
      exchange.path,
      { direction: 'in', caller: phones[0].number, called: '700', call, event, ...more },
      {
        authorization: `Bearer ${key}`,
      },
    );
  await tell('one', 'answered', { extension: '701' });
  const { task } = await tell('one', 'ended', { extension: '701', result: 'answered', seconds: 245 });
  await tell('two', 'ended', { result: 'missed' });
  if (task) cards.set('tasks:call', task);
}
