// `npm run dev`: the server starts anew when its sources change, and the web client changes in the open page. Open the
// address printed; it passes /api on to the server.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { ensureInstalled } from './install.mjs';
import { findNodeFault } from './node-version.mjs';

const root = path.resolve(import.meta.dirname, '..');
const port = Number(process.env.PORT || 3000);
const webPort = Number(process.env.WEB_PORT || port + 1);
const say = (line) => console.error(line);

const fault = findNodeFault(process.version);
if (fault) {
  say(fault);
  process.exit(69);
}
await ensureInstalled(root, say);
const [esbuild, vite, { serverOptions }] = await Promise.all([
  import('esbuild'),
  import('vite'),
  import('./build/server.mjs'),
]);

let child = null;
let ending = false;
let restarting = Promise.resolve();

const serving = serverOptions(root, path.join(root, 'dist', 'server.dev'));
const builder = await esbuild.context({
  ...serving,
  plugins: [
    ...serving.plugins,
    { name: 'restart', setup: (build) => build.onEnd(({ errors }) => (errors.length > 0 ? undefined : restart())) },
  ],
});
await builder.watch();
process.env.RAPPORT_SERVER = `http://127.0.0.1:${port}`;
const web = await vite.createServer({
  configFile: path.join(root, 'vite.config.ts'),
  server: { port: webPort, strictPort: true, host: '127.0.0.1' },
});
await web.listen();
say(`Develop at http://localhost:${webPort} (the server itself is at port ${port})`);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, end);

/** Builds that follow each other closely wait their turn: the database can be used by one server at a time. */
function restart() {
  restarting = restarting.then(async () => {
    await stopServer();
    if (!ending) startServer();
  });
}

function startServer() {
  const program = path.join(root, 'dist', 'server.dev', 'rapport.js');
  const env = {
    ...process.env,
    PORT: String(port),
    PUBLIC_URL: process.env.PUBLIC_URL || `http://localhost:${webPort}`,
  };
  const started = spawn(process.execPath, ['--enable-source-maps', program, 'start'], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env,
  });
  started.once('exit', (code) => {
    if (child !== started) return;
    child = null;
    if (!ending) say(`The server ended (exit code ${code}); it starts again when a source changes.`);
  });
  child = started;
}

async function stopServer() {
  const running = child;
  if (!running) return;
  child = null;
  const gone = new Promise((resolve) => running.once('exit', resolve));
  running.kill('SIGTERM');
  await gone;
}

async function end() {
  if (ending) return;
  ending = true;
  await Promise.all([builder.dispose(), web.close(), restarting]);
  await stopServer();
  process.exit(0);
}
