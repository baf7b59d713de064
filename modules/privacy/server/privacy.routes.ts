import { Readable } from 'node:stream';
import type { Context } from '../../../server/context.ts';
import { replyWithFile } from '../../../server/http/file-reply.ts';
import { defineRoute } from '../../../server/http/route.ts';
import { getRecord } from '../../../server/records/read.ts';
import { personNameText } from '../../../shared/names/person-name.ts';
import type { PersonName } from '../../../shared/nouns/value.ts';
import { person } from '../../people/contract/index.ts';
import {
  addRetentionRule,
  downloadHeld,
  erasePerson as erase,
  getHeld,
  type Held,
  listRetention,
  previewRetention,
  removeRetentionRule,
  switchRetention,
  undoRetention,
} from '../contract/index.ts';
import { erasePerson } from './erase-person.ts';
import { countTraces, findHeld, findRecordings, type Share } from './held.repository.ts';
import { makePersonFile } from './person-file.ts';
import { addRule, listRetentionOf, previewRule, removeRule, switchRule, undoRun } from './retention.service.ts';

export const privacyRoutes = [
  defineRoute(getHeld, ['owner'], (ctx, { params }) => describeHeld(ctx, params.id)),
  defineRoute(downloadHeld, ['owner'], async (ctx, { params }) => {
    const { content, filename } = await makePersonFile(ctx, params.id);
    return replyWithFile(Readable.from([content]), filename, 'application/zip');
  }),
  defineRoute(erase, ['owner'], (ctx, { params, body }) => erasePerson(ctx, params.id, body.name)),
  defineRoute(listRetention, ['owner'], (ctx) => listRetentionOf(ctx)),
  defineRoute(addRetentionRule, ['owner'], (ctx, { body }) => addRule(ctx, body)),
  defineRoute(removeRetentionRule, ['owner'], async (ctx, { params }) => {
    await removeRule(ctx, params.id);
    return {};
  }),
  defineRoute(previewRetention, ['owner'], (ctx, { params }) => previewRule(ctx, params.id)),
  defineRoute(switchRetention, ['owner'], (ctx, { params, body }) => switchRule(ctx, params.id, body.on, body.count)),
  defineRoute(undoRetention, ['owner'], async (ctx, { params }) => {
    await undoRun(ctx, params.id);
    return {};
  }),
];

async function describeHeld(ctx: Context, id: string): Promise<Held> {
  const { name } = await getRecord(ctx, person, id);
  const held = await findHeld(ctx, id);
  const about = [...held.about, ...(await findRecordings(ctx, held.about))];
  const count = (shares: readonly Share[]) => shares.map(({ noun, ids }) => ({ noun: noun.name, count: ids.length }));
  const traces = await countTraces(ctx, [id, ...about.flatMap(({ ids }) => ids)]);
  return {
    name: personNameText(name as PersonName, ctx.language),
    about: count(about),
    among: count(held.among),
    ...traces,
  };
}
