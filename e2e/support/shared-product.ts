import { type APIRequestContext, request } from 'playwright-core';
import type { TestProject } from 'vitest/node';
import { type Account, giorgi, mariam, workspace } from './people.ts';
import { startProduct } from './product.ts';

/** The cookies of somebody who is signed in. */
export type SignedIn = Awaited<ReturnType<APIRequestContext['storageState']>>;

declare module 'vitest' {
  interface ProvidedContext {
    /** The installation that most journeys share. */
    readonly url: string;
    readonly mariam: SignedIn;
    readonly giorgi: SignedIn;
  }
}

/** Vitest's global set-up: one product a run, in which Mariam owns a workspace and Giorgi is a manager. */
export default async function setUpSharedProduct(project: TestProject): Promise<() => Promise<void>> {
  const product = await startProduct();
  try {
    const owner = await request.newContext({ baseURL: product.url });
    await send(owner, '/api/v1/setup', { workspace, owner: mariam });
    await invite(owner, giorgi);
    project.provide('url', product.url);
    project.provide('mariam', await owner.storageState());
    project.provide('giorgi', await signIn(product.url, giorgi));
    await owner.dispose();
    return () => product.stop();
  } catch (error) {
    await product.stop();
    throw error;
  }
}

async function invite(owner: APIRequestContext, { name, email, password }: Account): Promise<void> {
  const { id } = (await send(owner, '/api/v1/members', { name, role: 'manager' })) as { readonly id: string };
  await send(owner, `/api/v1/members/${id}/account`, { email, password, role: 'manager' });
}

async function signIn(baseURL: string, { email, password }: Account): Promise<SignedIn> {
  const context = await request.newContext({ baseURL });
  await send(context, '/api/auth/sign-in/email', { email, password });
  const state = await context.storageState();
  await context.dispose();
  return state;
}

/** Posts JSON as the page itself would; resolves to the answer. Rejects with what the server said when it refuses. */
export async function send(context: APIRequestContext, path: string, data: object): Promise<unknown> {
  const answer = await context.post(path, { data });
  if (!answer.ok()) throw new Error(`POST ${path} answered ${answer.status()}: ${await answer.text()}`);
  return answer.json();
}
