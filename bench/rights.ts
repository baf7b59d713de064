import { Agent } from 'node:http';
import path from 'node:path';
import { prepareGround } from './ground.ts';
import { type RunningServer, startProgram } from './program.ts';
import { type PathOf, questions, timeInTurns } from './questions.ts';
import { hireSellerOfTeam, withRules } from './team-people.ts';

/** What it costs that a seller sees the records of their team and what two rules open, without three fields: each question asked in turns by the owner and by the seller. */
/** Members of a team. */
const together = 12;

const ground = await prepareGround((line) => console.error(line));
const agent = new Agent({ keepAlive: true });
try {
  await withRules(ground.ctx, async () => {
    for (const which of ['whose members hold most', 'like most'] as const) await compare(which);
  });
} finally {
  agent.destroy();
  await ground.stop();
}

async function compare(which: 'whose members hold most' | 'like most'): Promise<void> {
  const owners = await ground.ctx.db.query<{ id: string; count: number }>({
    text: 'select owner as id, count(*)::int as count from people where owner is not null group by owner order by count(*) desc, owner',
  });
  const from = which === 'like most' ? Math.max(0, Math.floor((owners.length - together) / 2)) : 0;
  const members = owners.slice(from, from + together);
  const [all, held] = [owners, members].map((some) => some.reduce((sum, { count }) => sum + count, 0)) as [
    number,
    number,
  ];
  const seller = await hireSellerOfTeam(
    ground,
    members.map(({ id }) => id),
  );
  console.log(
    `A team ${which}: ${members.length} of ${owners.length} members with ${((held / all) * 100).toFixed(1)} % of all people`,
  );
  const mine = await ground.ctx.db.query<{ id: string }>({
    text: 'select id from people where owner = any($1) and deleted_at is null order by id limit 200',
    values: [members.map(({ id }) => id)],
  });
  const server = await startServer();
  try {
    for (const [what, pathOf] of questions(mine.map(({ id }) => id))) await timeBoth(server, what, seller.key, pathOf);
  } finally {
    await server.stop();
  }
}

function startServer(): Promise<RunningServer> {
  const env = { NODE_ENV: 'production', RATE_LIMIT: '0', LOG_LEVEL: 'warn' };
  const place = { DATABASE_URL: ground.databaseUrl, DATA_DIR: ground.folder };
  return startProgram(path.resolve('dist/server/rapport.js'), ['start'], { ...env, ...place }, '/api/health');
}

/** The medians of both, and how fast the seller is answered beside the owner. */
async function timeBoth({ url }: RunningServer, what: string, sellerKey: string, pathOf: PathOf): Promise<void> {
  const [one = 0, other = 0] = await timeInTurns(agent, url, [ground.apiKey, sellerKey], pathOf);
  const cells = [what.padEnd(30), one.toFixed(1).padStart(7), other.toFixed(1).padStart(7), (one / other).toFixed(2)];
  console.log(`${cells.join(' | ')} (owner ms, seller ms, ratio; aim 0.8)`);
}
