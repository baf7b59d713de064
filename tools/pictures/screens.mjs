// All screens of the product, declared: what `npm run pictures` walks. `screens.test.ts` finds a route that is missing here.

/**
 * @typedef {object} Screen
 * @property {string} address
 * @property {readonly string[]} [press] names of buttons, links and menu items as keys of texts, pressed one after another;
 *   what begins with a plus sign is a key of the keyboard, what begins with `<` a file that is chosen
 * @property {string} [face] which of the noun's records it is, where it has several faces
 * @property {'ringing' | 'ended'} [rings] what the telephone does meanwhile
 */

/** Before anybody has set the installation up. */
export const beforeSetUp = [{ address: '/set-up' }];

/** In a workspace with nothing in it. */
export const whileEmpty = [
  { address: '/set-up/trade' },
  { address: '/set-up/data' },
  ...['today', 'deals?view=board', 'deals?view=list', 'leads', 'companies', 'people', 'groups', 'tasks', 'products'],
  ...[
    'notes',
    'reports/pipeline',
    'reports/activity',
    'reports',
    'import',
    'members',
    'webhooks',
    'api-keys',
    'retention',
  ],
  ...['oversight', 'configuration', 'mail', 'mailboxes', 'letters', 'invitations', 'territory-figures', 'waiting'],
];

/** Where nobody is signed in. */
export const signedOut = [
  '/sign-in',
  '/sign-in?problem=notProvided',
  '/sign-in/code',
  '/sign-in/done',
  '/second-factor',
  '/forgotten-password',
  '/new-password#token=none',
  '/invitation#token=none',
];

const work = [
  'today',
  'deals?view=board',
  'deals?view=list',
  'deals?view=list&as=grouped',
  'tasks',
  'tasks?as=calendar',
]
  .concat(['companies?as=gallery', 'companies?deleted=true', 'companies?search=nothing-is-called-this'])
  .concat([
    'reports/pipeline',
    'reports/activity',
    'reports',
    'reports/new',
    'reports/*',
    'import',
    'payments/statement',
    'waiting',
    'nowhere/at/all',
  ])
  .concat(['asked', 'call', 'call?number=010512300', 'call?number=%2B44'])
  .concat(['projects?as=board', 'tickets?as=board', 'tasks?as=board', 'letters', 'letters?of=unanswered', 'call-log'])
  .concat(['companies/01900000-0000-7000-8000-000000000000']);

/** Cards of nouns that have several faces. */
const faces = [
  ...['draft', 'paid', 'note'].map((face) => ({ address: 'invoices/*', face })),
  { address: 'tasks/*', face: 'call' },
  ...['f/*', 'f/*&kiosk=1'].map((address) => ({ address })),
];

const settings = ['settings', 'invitations', 'identity-provider', 'territory-figures', 'api-keys', 'workspace-keys']
  .concat(['nouns', 'fields', 'fields?noun=company', 'appearance', 'workplace', 'layouts', 'trades', 'configuration'])
  .concat([
    'mail',
    'mailboxes',
    'telephony',
    'message-channels',
    'messages',
    'webhooks',
    'webhooks/01900000-0000-7000-8000-000000000000',
    'oversight',
    'oversight/settings',
  ])
  .concat(['processes', 'processes/new', 'processes/*', 'processes/*/edit', 'role-presets'])
  .concat(['retention', 'api/docs', 'api/docs?of=deals', 'account/password', 'account/security', 'account/notices']);

const dialogs = [
  { address: 'companies', press: ['+Control+k'] },
  { address: 'companies', press: ['+?'] },
  { address: 'companies', press: ['kit:filter.title'] },
  { address: 'companies', press: ['kit:columns.title'] },
  { address: 'companies', press: ['views:menu'] },
  { address: 'companies', press: ['views:menu', 'views:saveAs'] },
  { address: 'companies', press: ['views:display.title'] },
  { address: 'companies', press: ['kit:list.more'] },
  { address: 'companies', press: ['+x', 'kit:list.change'] },
  { address: 'companies', press: ['shell:user.menu'] },
  { address: 'companies', press: ['notices:title'] },
  { address: 'companies', press: ['shell:frame.more'] },
  { address: 'companies/*', press: ['kit:record.actions'] },
  { address: 'companies/*', press: ['kit:record.actions', 'kit:record.sharing'] },
  { address: 'companies/*', press: ['kit:record.actions', 'kit:record.merge'] },
  { address: 'companies/*', press: ['kit:history.title'] },
  { address: 'companies/*', press: ['kit:timeline.filter'] },
  { address: 'companies/*', press: ['tasks:composer.open'] },
  { address: 'companies/*', press: ['tasks:log.open'] },
  { address: 'companies/*', press: ['mail:card.write'] },
  { address: 'companies/*', press: ['mail:answer.act'] },
  { address: 'deals/*', press: ['mail:card.write'] },
  { address: 'deals/*', press: ['kit:record.related', 'mail:card.write'] },
  { address: 'leads/*', press: ['leads:bar.convert'] },
  { address: 'leads/*', press: ['leads:bar.reject'] },
  { address: 'webhooks', press: ['webhooks:add'] },
  { address: 'telephony', press: ['calls:settings.add'] },
  { address: 'telephony', press: ['calls:settings.renew'] },
  { address: 'invoices/*', press: ['invoices:act.pay'] },
  { address: 'invoices/*', press: ['invoices:act.cancel'] },
  { address: 'invoices/*', press: ['invoices:act.credit'] },
  { address: 'invoices/*', press: ['invoices:act.others'] },
  { address: 'invoices/*', press: ['invoices:act.others', 'invoices:act.credit'] },
  { address: 'invoices/*', face: 'draft', press: ['invoices:act.issue'] },
  { address: 'invoices/*', face: 'draft', press: ['invoices:lines.add'] },
  { address: 'payments', press: ['kit:list.more'] },
  { address: 'payments/statement', press: ['<statement'] },
  { address: 'contracts/*', press: ['contracts:panel.amend'] },
  { address: 'letters', press: ['mail:kept.mine'] },
  { address: 'letters', press: ['mail:kept.ignore'] },
  { address: 'letters', press: ['mail:kept.toPerson'] },
  { address: 'mailboxes', press: ['mail:boxes.add'] },
  { address: 'mailboxes', press: ['mail:boxes.change'] },
  { address: 'mailboxes', press: ['mail:boxes.remove'] },
  // Of a phone alone: at a desk it all stands side by side.
  ...[
    'companies',
    'people',
    'leads',
    'deals',
    'contracts',
    'campaigns',
    'projects',
    'tickets',
    'web-forms',
    'payments',
  ].map((plural) => ({ address: `${plural}/*`, press: ['kit:record.related'] })),
  ...['draft', 'paid'].map((face) => ({ address: 'invoices/*', face, press: ['kit:record.related'] })),
  { address: 'companies/*', press: ['kit:record.timeline'] },
  { address: 'today', press: [], rings: 'ringing' },
  { address: 'today', press: [], rings: 'ended' },
  { address: 'message-channels', press: ['messages:channels.add'] },
  { address: 'retention', press: ['privacy:retention.add'] },
  { address: 'nouns', press: ['customisation:nounPage.add'] },
  { address: 'fields?noun=company', press: ['customisation:fields.add'] },
  { address: 'api-keys', press: ['workspace:apiKeys.create'] },
  { address: 'workspace-keys', press: ['workspace:workspaceKeys.create'] },
  { address: 'invitations', press: ['workspace:invitations.invite'] },
];

/**
 * Of a workspace at work, with the lists, cards and forms of all its nouns.
 *
 * @param {readonly { plural: string, may: { create: boolean } }[]} nouns
 * @param {ReadonlyMap<string, string>} cards a record of each noun that has one and a process, by plural
 */
export function screensAtWork(nouns, cards) {
  const lists = nouns.map(({ plural }) => plural).filter((plural) => plural !== 'deals' && plural !== 'tasks');
  const forms = nouns.filter(({ may }) => may.create).map(({ plural }) => `${plural}#new`);
  const all = [
    ...work,
    ...lists,
    ...nouns.map(({ plural }) => `${plural}/*`),
    ...faces,
    ...forms,
    ...settings,
    ...dialogs,
  ];
  return all.map(toScreen).flatMap((screen) => findCard(screen, cards));
}

/** @returns {Screen} */
export function toScreen(screen) {
  const { address, press = [], ...more } = typeof screen === 'string' ? { address: screen } : screen;
  return { ...more, address: address.startsWith('/') ? address : `/${address}`, press };
}

function findCard(screen, cards) {
  const [, plural, page = ''] = screen.address.match(/^\/([\w-]+)\/\*([/&][\w=]+)?$/) ?? [];
  if (!plural) return [screen];
  const id = cards.get(screen.face ? `${plural}:${screen.face}` : plural);
  return id ? [{ ...screen, address: `/${plural}/${id}${page}` }] : [];
}

/** What a picture of the screen is called. */
export function nameOf({ address, press, face, rings }) {
  const place = address
    .replace(/\/[0-9a-f]{8}-[0-9a-f-]{27}(?=$|\/)/, '-card')
    .replace(/^\/f\/[\w.-]+\?lang=\w+/, 'f-card')
    .replace(/^\//, '');
  return (
    [place, ...[face, rings].filter(Boolean), ...press.map((key) => key.replace('?', 'question'))]
      .join('-')
      .replaceAll(/\W+/g, '-')
      .replaceAll(/^-|-$/g, '') || 'start'
  );
}

/** Every address that is declared, as it is written. */
export const declaredAddresses = [
  ...[beforeSetUp, whileEmpty, signedOut, work, faces, settings, dialogs]
    .flat()
    .map((screen) => toScreen(screen).address),
];
