import {
  directory,
  type Expected,
  type MatrixWorld,
  type ModuleAccess,
  post,
  signed,
  work,
} from '../../../server/access/expected-access.factory.ts';

const debtorOf = ({ once, create, next }: MatrixWorld) => once('debtor', () => create('/companies', { name: next() }));

const draftOf = async (world: MatrixWorld, owner: string) =>
  world.create('/invoices', { company: await debtorOf(world), owner });

const price = { amount: '10.00', currency: 'EUR' };

async function filledOf(world: MatrixWorld, owner: string): Promise<string> {
  const invoice = await draftOf(world, owner);
  await world.create('/invoice-lines', { invoice, name: world.next(), price });
  return invoice;
}

async function issuedOf(world: MatrixWorld): Promise<string> {
  const invoice = await filledOf(world, world.seller);
  await post(`/invoices/${invoice}/issue`, {})(world.owner);
  return invoice;
}

/** Whoever may not keep payments is refused before anything is looked up. */
const bookkeepers = (status: number): Expected => [401, 403, 403, 403, 403, status, status, 404];

export const access: ModuleAccess = {
  nouns: {
    invoices: { expected: work, body: async (world, owner) => ({ company: await debtorOf(world), owner }) },
    'invoice-lines': {
      expected: signed,
      body: async (world, owner) => ({ invoice: await draftOf(world, owner), name: world.next(), price }),
    },
    payments: { expected: directory, body: ({ next }) => ({ name: next(), amount: price }) },
    'payment-parts': {
      expected: { ...directory, create: [401, 403, 403, 403, 403, 201, 201, 422] },
      body: async (world) => ({
        payment: await world.create('/payments', { amount: price }),
        invoice: await issuedOf(world),
      }),
    },
  },
  routes: {
    'deals.invoice': [
      [401, 403, 201, 201, 201, 201, 201, 404],
      async (world) => {
        const deal = await world.create('/deals', {
          name: world.next(),
          company: await debtorOf(world),
          amount: price,
        });
        return post(`/deals/${deal}/invoice`);
      },
    ],
    'invoices.issue': [
      [401, 403, 200, 200, 200, 200, 200, 404],
      async (world) => post(`/invoices/${await filledOf(world, world.seller)}/issue`, {}),
    ],
    'invoices.cancel': [
      bookkeepers(200),
      async (world) => post(`/invoices/${await issuedOf(world)}/cancel`, { reason: 'Wrong client' }),
    ],
    'invoices.credit': [
      bookkeepers(201),
      async (world) => post(`/invoices/${await issuedOf(world)}/credit`, { reason: 'Returned' }),
    ],
    'invoices.pay': [bookkeepers(201), async (world) => post(`/invoices/${await issuedOf(world)}/payment`, {})],
  },
};
