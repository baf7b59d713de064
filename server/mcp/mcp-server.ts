import type { Server } from '@modelcontextprotocol/sdk/server/index.js';
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import { z } from 'zod';
import { parseInput } from '../../shared/contract/field-errors.ts';
import { AppError, type FieldError } from '../../shared/errors.ts';
import { rightsOf } from '../access/access.ts';
import { noteOpened } from '../access-log/note-shown.ts';
import { readVersion } from '../config/version.ts';
import type { Context } from '../context.ts';
import { toAppError } from '../http/problem.ts';
import { getRecordText } from '../records/read.ts';
import { reasonText } from '../texts/reason-text.ts';
import { describeNoun } from './describe.ts';
import { nounOf } from './inputs.ts';
import type { Tool } from './tool.ts';
import { tools } from './tools.ts';

/** Characters of one answer. */
const longestAnswer = 100_000;
const recordUri = /^rapport:\/\/([\w-]+)(?:\/([0-9a-f-]{36}))?$/;

const instructions =
  'Rapport is a CRM. Find records with search_records or list_records, read their fields with describe_noun before writing, and add things up with aggregate_records. You act with the rights of whoever made the key: what they may not see is not there.';

/**
 * The tools and records of one workspace, for whoever's context this is: asked for at each call, as rights change and keys end.
 * `onFailure` hears what is our fault.
 */
export async function createMcpServer(
  findContext: () => Promise<Context>,
  onFailure: (error: unknown) => void,
): Promise<Server> {
  // Most installations have no assistant: what only they need is loaded when the first one asks.
  const [sdk, protocol] = await Promise.all([
    import('@modelcontextprotocol/sdk/server/index.js'),
    import('@modelcontextprotocol/sdk/types.js'),
  ]);
  const invalid = (message: string) => new protocol.McpError(protocol.ErrorCode.InvalidParams, message);
  const server = new sdk.Server(
    { name: 'rapport', title: 'Rapport', version: readVersion() },
    { capabilities: { tools: {}, resources: {} }, instructions },
  );
  server.setRequestHandler(protocol.ListToolsRequestSchema, async () => ({
    tools: offeredTo(await findContext()).map(describeTool),
  }));
  server.setRequestHandler(protocol.CallToolRequestSchema, async ({ params }) => {
    const ctx = await findContext();
    const tool = offeredTo(ctx).find(({ name }) => name === params.name);
    if (!tool) throw invalid(`There is no tool ${params.name}`);
    return call(ctx, tool, params.arguments ?? {}, onFailure);
  });
  server.setRequestHandler(protocol.ListResourcesRequestSchema, async () => ({
    resources: resourcesOf(await findContext()),
  }));
  server.setRequestHandler(protocol.ListResourceTemplatesRequestSchema, () => ({
    resourceTemplates: [
      { uriTemplate: 'rapport://{noun}/{id}', name: 'record', title: 'A record', mimeType: 'application/json' },
    ],
  }));
  server.setRequestHandler(protocol.ReadResourceRequestSchema, async ({ params: { uri } }) => ({
    contents: [{ uri, mimeType: 'application/json', text: await readResource(await findContext(), uri, invalid) }],
  }));
  return server;
}

function offeredTo({ readOnly, registry }: Context): readonly Tool[] {
  const all = [...tools, ...registry.modules.flatMap((module) => module.tools ?? [])];
  return all.filter(({ writes }) => !(writes && readOnly));
}

function resourcesOf(ctx: Context) {
  const readable = ctx.registry.nouns.filter((noun) => rightsOf(ctx, noun).read);
  return readable.map(({ name }) => ({ uri: `rapport://${name}`, name, mimeType: 'application/json' }));
}

function describeTool({ name, title, description, input, writes }: Tool) {
  const { $schema, ...schema } = z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' });
  return {
    ...{ name, title, description },
    inputSchema: schema as { type: 'object' },
    annotations: { readOnlyHint: !writes, destructiveHint: false, openWorldHint: false },
  };
}

async function call(
  ctx: Context,
  tool: Tool,
  given: unknown,
  onFailure: (error: unknown) => void,
): Promise<CallToolResult> {
  try {
    const result = await tool.run(ctx, parseInput(tool.input, given));
    const text = typeof result === 'string' ? result : JSON.stringify(result);
    if (text.length > longestAnswer) throw new AppError(413, 'answerTooLong', { maximum: longestAnswer });
    return { content: [{ type: 'text', text }] };
  } catch (thrown) {
    const error = toAppError(thrown);
    if (error.status >= 500) onFailure(thrown);
    return { isError: true, content: [{ type: 'text', text: explain(ctx, error) }] };
  }
}

/** What went wrong, which input is at fault and what would mend it, in English and in codes. */
function explain({ registry }: Context, error: AppError): string {
  const reason = (one: Omit<FieldError, 'path'>) => reasonText(registry, 'en', one);
  return JSON.stringify({
    code: error.code,
    message: reason(error),
    fields: error.fields.map(({ path, code, params }) => ({
      ...{ path, code, message: reason({ code, ...(params ? { params } : {}) }) },
      ...(params ? { params } : {}),
    })),
    ...(error.code === 'stale' ? { current: error.params.current } : {}),
  });
}

/** `invalid` makes what the protocol calls a mistake of the asking side out of what is said to it. */
async function readResource(ctx: Context, uri: string, invalid: (message: string) => Error): Promise<string> {
  const [, name, id] = recordUri.exec(uri) ?? [];
  try {
    const noun = nounOf(ctx, name ?? '');
    if (!id) return JSON.stringify(describeNoun(ctx, noun));
    const { json } = await getRecordText(ctx, noun, id, { expand: ['*'] });
    await noteOpened(ctx, noun, id, { expand: ['*'] });
    return json;
  } catch (error) {
    if (error instanceof AppError) throw invalid(explain(ctx, error));
    throw error;
  }
}
