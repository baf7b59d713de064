import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const owner = { name: 'Անահիտ Սարգսյան', email: 'anahit@ararat.am', password: 'seven apricots' };
const workspace = { name: 'Ararat Trade · Арарат', language: 'hy', currency: 'AMD', timeZone: 'Asia/Yerevan' };

/** Some tens of records in four scripts, history, a bin, imports, and whatever else the commit can do. */
export async function work(product) {
  const without = [];
  const must = async (method, path, body) => {
    const { status, body: answer } = await product.call(method, path, body);
    if (status >= 300) throw new Error(`${method} ${path}: ${status} ${JSON.stringify(answer)}`);
    return answer;
  };
  /** What an earlier commit does not know yet is told, and done without. */
  const may = async (what, act) => {
    try {
      return await act();
    } catch (error) {
      without.push(what);
      if (process.env.FIXTURE_VERBOSE) console.error(what, error.message);
      return null;
    }
  };
  const make = { must, may, add: (path, body) => must('POST', path, body) };
  await must('POST', '/setup', { workspace, owner });
  await addOwnStructure(make);
  const records = await addRecords(make);
  await addHistory(make, records);
  await addWorkplace(make, records);
  await may('import', () => bringIn(product));
  const { key } = (await may('api key', () => must('POST', '/api-keys', { name: 'Склад', days: null }))) ?? {};
  return { owner, key: key ?? null, without };
}

/** Fields and nouns of the workspace's own. */
async function addOwnStructure({ add, may, must }) {
  const field = (what, body) => may(what, () => add('/custom-fields', body));
  await field('custom field', {
    noun: 'company',
    kind: 'text',
    label: { en: 'Contract', hy: 'Պայմանագիր' },
    search: true,
  });
  await field('custom choice', {
    ...{ noun: 'deal', kind: 'choice', label: { en: 'Channel', ru: 'Канал' } },
    options: [{ label: { en: 'Shop', ru: 'Магазин' } }, { label: { en: 'Fair', ru: 'Ярмарка' } }],
  });
  await field('custom number', { noun: 'company', kind: 'number', label: { en: 'Seats' }, scale: 0 });
  await field('custom rich text', { noun: 'company', kind: 'richText', label: { en: 'Story' } });
  await field('custom autonumber', {
    noun: 'deal',
    kind: 'autonumber',
    label: { en: 'Number' },
    numbering: 'D-{YYYY}-{0000}',
  });
  await field('custom links', { noun: 'deal', kind: 'links', to: 'company', label: { en: 'Suppliers' } });
  await field('formula', { noun: 'company', kind: 'formula', label: { en: 'Double' }, formula: 'xSeats * 2' });
  await field('roll-up', {
    ...{ noun: 'company', kind: 'rollUp', label: { en: 'Deals' } },
    rollUp: { of: 'deal', by: 'company', measure: 'count' },
  });
  await may('custom noun', () =>
    add('/custom-nouns', {
      ...{ one: { en: 'Visit', hy: 'Այց' }, many: { en: 'Visits', hy: 'Այցեր' }, icon: 'folder' },
      fields: [
        { kind: 'relation', to: 'company', label: { en: 'Company' } },
        { kind: 'date', label: { en: 'Day' } },
      ],
    }),
  );
  await may('field setting', () =>
    must('PUT', '/field-settings/company/taxId', { version: 0, definition: { label: { hy: 'ՀՎՀՀ' } } }),
  );
  await may('noun names', () =>
    must('PUT', '/noun-names/product', { version: 0, definition: { many: { en: 'Goods', ru: 'Товары и услуги' } } }),
  );
}

async function addRecords({ add, may }) {
  const companies = [];
  for (const name of [
    'Чай и Кофе «Восток»',
    'Հայկ և որդիներ',
    'გიორგი და ძმები',
    'Роза ООД',
    'Acme, Inc.\t\\N',
    "O'Neill",
  ])
    companies.push(await add('/companies', { name, kinds: ['customer', 'partner'], taxId: `${companies.length}7` }));
  const [vostok, hayk, giorgi, roza, acme] = companies;
  await may('custom values', () => add('/companies', { name: 'Լոռի', xContract: 'Ա-17', xSeats: 12 }));
  await may('custom rich values', () =>
    add('/companies', { name: 'Դիլիջան', xSeats: 3, xStory: '<p>Եղել է <strong>մի</strong> անգամ</p>' }),
  );
  await add('/companies', {
    ...{ name: 'Арарат Дистрибуция', parent: hayk.id, annualRevenue: { amount: '1100.0004', currency: 'USD' } },
    ...{ foundedYear: 1991, industry: 'wholesale', website: 'https://ararat.am', emails: ['info@ararat.am'] },
    address: { street: 'ул. Туманяна, 8', city: 'Երևան', country: 'AM', postalCode: '0001' },
    description: 'Оптовая торговля.\nВторая строка.',
  });
  const people = [];
  for (const [given, family, company] of [
    ['Գիորգի', 'Լոմիձե', giorgi],
    ['Борис', 'Годунов', vostok],
    ['Весела', 'Иванова', roza],
    ['ნინო', 'ბერიძე', giorgi],
  ])
    people.push(
      await add('/people', {
        ...{
          name: { given, family },
          company: company.id,
          jobTitle: 'Закупки',
          phones: [`+3741012345${people.length}`],
        },
        ...{ emails: [`p${people.length}@example.am`], birthday: '1984-02-29' },
        affiliations: [{ id: acme.id, role: 'director' }],
      }),
    );
  const product = await add('/products', { name: 'Թեյ · Чай · ჩაი', price: { amount: '12.50', currency: 'EUR' } });
  const deals = [];
  for (let number = 1; number <= 8; number++)
    deals.push(
      await add('/deals', {
        ...{ name: `Сделка № ${number}`, company: companies[number % 5].id, openedOn: '2026-03-01' },
        amount: { amount: `${number}00.10`, currency: number % 2 ? 'AMD' : 'EUR' },
      }),
    );
  await add('/deals', { company: vostok.id, people: [{ id: people[1].id, role: 'buyer' }] });
  await may('custom values of deals', () => add('/deals', { name: 'Ярмарка', company: vostok.id, xChannel: 'fair' }));
  await may('custom links of deals', () =>
    add('/deals', { name: 'Поставка', company: hayk.id, xSuppliers: [{ id: acme.id, role: 'склад' }] }),
  );
  await may('deal lines', () => add('/deal-lines', { deal: deals[1].id, product: product.id, quantity: 3 }));
  await add('/tasks', { title: 'Զանգահարել', kind: 'call', dueAt: '2026-12-01T09:30:00.000Z', company: hayk.id });
  await add('/tasks', { title: 'Письмо', done: true, deal: deals[1].id });
  await add('/notes', { body: 'Длинная история. '.repeat(50), person: people[0].id });
  await may('exchange rate', () => add('/exchange-rates', { currency: 'EUR', validFrom: '2026-01-01', rate: 420.5 }));
  await may('custom noun records', () =>
    add('/x-visits', { name: 'Առաջին այց', xCompany: hayk.id, xDay: '2026-02-03' }),
  );
  return { companies, people, deals, product };
}

/** Changes, moves over the board, and what lies in the bin. */
async function addHistory({ must, may, add }, { companies, people, deals }) {
  await must('PATCH', `/companies/${companies[0].id}`, { description: 'Изменено', lifecycle: 'loyal' });
  await must('PATCH', `/people/${people[0].id}`, { jobTitle: 'Տնօրեն' });
  const { items: stages } = await must('GET', '/stages?limit=200&sort=position');
  const open = stages.filter((stage) => stage.kind === 'open');
  await must('PATCH', `/deals/${deals[0].id}`, { stage: open[1].id });
  await must('PATCH', `/deals/${deals[1].id}`, { stage: stages.find((stage) => stage.kind === 'won').id });
  await must('PATCH', `/deals/${deals[2].id}`, {
    stage: stages.find((stage) => stage.kind === 'lost').id,
    lostReason: 'price',
  });
  const gone = await add('/companies', { name: 'Ушедшие' });
  await must('DELETE', `/companies/${gone.id}`);
  await must('DELETE', `/deals/${deals[3].id}`);
  const pipeline = await add('/pipelines', { name: 'Партньори' });
  await may('stages of a pipeline', () => add('/stages', { name: 'Начало', pipeline: pipeline.id, position: 1 }));
  await must('DELETE', `/pipelines/${pipeline.id}`);
  await may('restore', async () => {
    const back = await add('/companies', { name: 'Вернувшиеся' });
    await must('DELETE', `/companies/${back.id}`);
    await must('POST', `/companies/${back.id}/restore`);
  });
}

/** Who else works there, and what they have set up. */
async function addWorkplace({ add, may, must }, { companies }) {
  await may('team', () => add('/teams', { name: 'Պահեստ' }));
  await may('member', () => add('/members', { name: 'Борис Годунов', role: 'manager' }));
  await may('view', () =>
    add('/views', { noun: 'deal', name: { ru: 'Мои' }, type: 'list', settings: {}, visibility: 'private' }),
  );
  await may('webhook', () =>
    add('/webhooks', {
      url: 'https://hooks.example.org/crm',
      description: 'Учёт',
      events: [{ noun: 'deal', kinds: ['created'] }],
    }),
  );
  await may('layout', () =>
    must('PUT', '/layouts', {
      ...{ noun: 'company', surface: 'form', role: null, kindField: null, kind: null, version: 0 },
      layout: {
        sections: [{ id: 'main', name: { hy: 'Գլխավոր' }, columns: 1, fields: ['name', 'taxId'] }],
        hidden: ['bankCode'],
      },
    }),
  );
  await may('bulk', () => add('/companies/bulk', { act: { update: { source: 'website' } }, ids: [companies[4].id] }));
}

/** Two files: one whose rows point at rows still to come, and one with rows that are rejected. */
async function bringIn(product) {
  const file = path.join(tmpdir(), `fixture-${process.pid}.csv`);
  writeFileSync(file, 'Name,Parent,Employees\nДочерняя,Материнская,5\nМатеринская,,50\nБез числа,,много\n');
  await product.cli('import', file, '--object', 'companies').catch((error) => {
    // 65: some rows were rejected, as they should be.
    if (error.code !== 65) throw error;
  });
}

/** Every noun's records, the bin and the history, as the API answers them; and what people have set up. */
export async function readEverything({ call }) {
  const { nouns } = (await call('GET', '/metadata')).body;
  const answers = {};
  const keep = async (address) => {
    const { status, body } = await call('GET', address);
    if (status === 200) answers[address] = body;
  };
  for (const { plural } of nouns) {
    await keep(`/${plural}?limit=200`);
    await keep(`/${plural}?limit=200&deleted=true`);
    await keep(`/${plural}/count`);
  }
  for (const plural of ['companies', 'deals', 'people'])
    for (const { id } of answers[`/${plural}?limit=200`].items) await keep(`/${plural}/${id}/changes`);
  for (const address of [
    '/custom-fields',
    '/custom-nouns',
    '/webhooks',
    '/layouts',
    '/views?noun=deal',
    '/field-settings',
    '/api-keys',
  ])
    await keep(address);
  return answers;
}
