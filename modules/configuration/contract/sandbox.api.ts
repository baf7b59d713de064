import { z } from 'zod';
import { defineEndpoint } from '../../../shared/contract/endpoint.ts';

const sandbox = z.strictObject({ id: z.guid(), name: z.string(), createdAt: z.string() }).meta({ title: 'Sandbox' });
const answer = z.strictObject({ sandbox: sandbox.nullable() });
export type SandboxAnswer = z.output<typeof answer>;

/** The records of each noun that a sandbox may begin with. */
export const largestSample = 200;

export const sandboxInput = z.strictObject({ sample: z.int().min(0).max(largestSample).default(0) });

export const getSandbox = defineEndpoint({
  name: 'configuration.sandbox',
  summary: 'The sandbox of this workspace, where there is one; for owners',
  method: 'GET',
  path: '/configuration/sandbox',
  response: answer,
});

export const makeSandbox = defineEndpoint({
  name: 'configuration.makeSandbox',
  summary: 'Make a sandbox: a second workspace with this configuration and, if asked, some records; for owners',
  method: 'POST',
  path: '/configuration/sandbox',
  body: sandboxInput,
  response: answer,
  status: 201,
  errors: ['sandboxThere', 'sandboxInSandbox'],
});

export const removeSandbox = defineEndpoint({
  name: 'configuration.removeSandbox',
  summary: 'Throw the sandbox away, with all that is in it; for owners',
  method: 'DELETE',
  path: '/configuration/sandbox',
  response: answer,
});
