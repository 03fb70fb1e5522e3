import { composeBranch, type Branch } from './compose.ts';
import { DatabaseRefusal } from './db/open.ts';
import { readEnv } from './env.ts';
import type { RescuePort } from './modules/backups/backups.port.ts';
import { rescueOf } from './rescue.ts';
import { secretFile } from './adapters/secret-file.ts';
import { prepareFirstStart } from './prepared-start.ts';
import { serveFault, servePort, type Port } from './rpc/port.ts';

/** What this needs of Electron's utility process and its ports; declared here so that nothing imports Electron. */
type MessagePort = {
  postMessage(message: unknown): void;
  on(event: 'message', on: (event: { data: unknown }) => void): void;
  start(): void;
};
type ParentPort = {
  postMessage(message: { kind: 'healthy' | 'relaunch' }): void;
  on(event: 'message', on: (event: { data: Init | { kind: 'window' } | { kind: 'stop' }; ports: MessagePort[] }) => void): void;
};
type Init = { readonly kind: 'init'; readonly rootKey: string | null; readonly backend: string };

const { parentPort } = process as unknown as { parentPort: ParentPort };
const env = readEnv();
type State = { branch: Branch } | { fault: string; rescue: RescuePort | undefined };
let state: State | undefined;

parentPort.on('message', ({ data, ports }) => {
  if (data.kind === 'init') state = start(data);
  else if (data.kind === 'stop') void stop();
  else for (const port of ports) serve(adapted(port));
});

function start({ rootKey, backend }: Init): State {
  const secrets = secretFile({ path: env.secretsPath, rootKey: rootKey === null ? undefined : Buffer.from(rootKey, 'base64'), backend });
  try {
    const branch = composeBranch(env, secrets);
    void prepareFirstStart(branch, env);
    parentPort.postMessage({ kind: 'healthy' });
    void branch.relaunchWanted.then(() => parentPort.postMessage({ kind: 'relaunch' }));
    // The shell starts another at once.
    void branch.restartWanted.then(stop);
    return { branch };
  } catch (error) {
    if (!(error instanceof DatabaseRefusal)) throw error;
    process.stderr.write(`${error.code}: ${error.message}\n`);
    return { fault: error.code, rescue: error.code === 'database.damaged' ? rescueOf(env, () => void stop()) : undefined };
  }
}

function serve(port: Port): void {
  if (state && 'branch' in state) servePort(port, state.branch.services);
  else serveFault(port, state?.fault ?? 'branch.not-started', state?.rescue);
}

async function stop(): Promise<void> {
  if (state && 'branch' in state) await state.branch.close();
  process.exit(0);
}

function adapted(port: MessagePort): Port {
  return {
    post: (reply) => port.postMessage(reply),
    listen: (on) => {
      port.on('message', (event) => on(event.data));
      port.start();
    },
  };
}
