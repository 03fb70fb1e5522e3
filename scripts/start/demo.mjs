import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { pnpmTurboBuild } from '../setup/build.mjs';
import { ensureDisplay } from '../setup/display.mjs';
import { electronEnv, electronRuntime } from '../setup/electron-runtime.mjs';
import { rootDir } from '../setup/paths.mjs';
import { say, SetupError, step } from '../setup/progress.mjs';
import { ensureSystemPackages } from '../setup/system-packages.mjs';
import { startServer, stopAll } from './processes.mjs';

const USUAL_PORT = 4100;
const READY_MS = 120_000;

/**
 * Starts everything, says where it is, and stays until told to stop or until the till's window is closed.
 * @param {ReturnType<import('./options.mjs').readOptions>} options
 * @returns {Promise<number>} exit code
 */
export async function startDemo(options) {
  mkdirSync(options.data, { recursive: true });
  const stopAsked = new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => resolve(0));
  });
  const window = options.headless ? undefined : await prepareWindow();
  await pnpmTurboBuild(options.headless ? ['cloud'] : ['cloud', 'desktop']);
  const cloud = await step('Starting the cloud', () => startCloud(options));
  const children = [cloud.child];
  try {
    const till = options.headless ? await startBranch(options, cloud.ready) : openTill(options, cloud.ready, window);
    children.unshift(till.child);
    report(options, cloud.ready, till.ready);
    const closed = new Promise((resolve) => till.child.once('exit', (code) => resolve(code ?? 0)));
    return await Promise.race([stopAsked, closed]);
  } finally {
    await stopAll(children);
    window?.display.stop();
  }
}

async function prepareWindow() {
  await ensureSystemPackages('electron');
  const runtime = await electronRuntime();
  if (runtime.kind === 'none')
    throw new SetupError(
      `No Electron for a window (${runtime.reason}). Run \`npm start -- --headless\` for the cloud and a till without one.`,
    );
  const display = await ensureDisplay();
  if (display.virtual)
    say('There is no display here: the till opens on a virtual one (Xvfb), where nobody sees it. Use --headless to leave it out.');
  return { runtime, display };
}

async function startCloud(options) {
  const port = options.port ?? (options.headless ? '0' : String(await freePort(options.data)));
  const env = {
    ...process.env,
    FASTOPS_PORT: port,
    FASTOPS_CLOUD_DATA: join(options.data, 'cloud'),
    FASTOPS_LOG: process.env.FASTOPS_LOG ?? 'warn',
  };
  return startServer({
    name: 'The cloud',
    args: [join('apps', 'cloud', 'src', 'server', 'demo.ts'), '--past'],
    env,
    cwd: rootDir,
    timeoutMs: READY_MS,
  });
}

/** The port of last time, so that a bookmark of the dashboard stays good; another one only when it is taken. */
async function freePort(data) {
  const file = join(data, 'port');
  const last = existsSync(file) ? Number(readFileSync(file, 'utf8')) : USUAL_PORT;
  const port = (await isFree(last)) ? last : 0;
  if (port !== 0) writeFileSync(file, String(port));
  return port;
}

function isFree(port) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}

function tillEnv(options, cloud) {
  return {
    ...process.env,
    FASTOPS_DATA: join(options.data, 'till-norte'),
    FASTOPS_CLOUD_URL: cloud.cloudUrl,
    FASTOPS_ENROL_CODE: cloud.codes.Norte,
    FASTOPS_TERMINAL_NAME: 'Caja A',
    FASTOPS_PRINT_FOLDER: join(options.data, 'printed'),
    FASTOPS_LOG: process.env.FASTOPS_LOG ?? 'warn',
  };
}

function startBranch(options, cloud) {
  const server = {
    name: 'The branch server',
    args: [join('apps', 'desktop', 'src', 'branch', 'headless.ts')],
    env: tillEnv(options, cloud),
  };
  return step('Starting a branch server at Norte', () => startServer({ ...server, cwd: rootDir, timeoutMs: READY_MS }));
}

function openTill(options, cloud, { runtime, display }) {
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0;
  const args = [join(rootDir, 'apps', 'desktop'), `--user-data-dir=${join(options.data, 'window')}`, ...(asRoot ? ['--no-sandbox'] : [])];
  const env = { ...tillEnv(options, cloud), ...electronEnv(runtime), ...display.env };
  const child = spawn(join(runtime.dist, executableOf()), args, { cwd: rootDir, env, stdio: ['ignore', 'ignore', 'inherit'] });
  return { child, ready: undefined };
}

function executableOf() {
  if (process.platform === 'win32') return 'electron.exe';
  return process.platform === 'darwin' ? join('Electron.app', 'Contents', 'MacOS', 'Electron') : 'electron';
}

function report(options, cloud, branch) {
  const { cloudUrl, owner, branches, staff } = cloud;
  if (options.json) {
    const places = branches.map((each) => {
      const here = branch && branch.terminal?.branchId === each.id;
      return { ...each, rpcUrl: here ? branch.rpcUrl : null, token: here ? branch.token : null };
    });
    const terminals = branch?.terminal ? [{ ...branch.terminal, name: branch.terminalName }] : [];
    // Branches with a server first: whoever takes the first one can talk to it.
    places.sort((a, b) => Number(b.rpcUrl !== null) - Number(a.rpcUrl !== null));
    const line = {
      cloudUrl,
      owner,
      api: { openapiUrl: `${cloudUrl}/api/v1/openapi.json` },
      branches: places,
      terminals,
      staff,
      dataDir: options.data,
    };
    process.stdout.write(`${JSON.stringify(line)}\n`);
    return;
  }
  say('');
  say(`  Dashboard   ${cloudUrl}`);
  say(`  Owner       ${owner.email}  ·  ${owner.password}`);
  for (const person of staff) say(`  Till        ${person.name} (${person.role})  ·  PIN ${person.pin}`);
  if (branch) say(`  Branch RPC  ${branch.rpcUrl}  ·  bearer ${branch.token}`);
  say(`  Data        ${options.data}`);
  say('');
  say('  Ctrl+C stops everything; nothing that was sold is lost.');
}
