import { prepareGround } from './ground.ts';

// Fills a ground to be kept (BENCH_GROUND) and does nothing else: at the large size this takes its time.
if (!process.env.BENCH_GROUND) throw new Error('Name a folder in BENCH_GROUND');
const ground = await prepareGround((line) => console.error(line));
await ground.stop();
