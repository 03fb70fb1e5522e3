import { MessageChannelMain, utilityProcess, type UtilityProcess, type WebContents } from 'electron';
import { branchEnv } from '../env.ts';
import type { Build } from './build.ts';
import type { RootKey } from './keychain.ts';

/** The branch server's process: started at once, restarted when it dies, handed a port for each window. */
export type BranchProcess = { connect(window: WebContents): void; stop(): Promise<void> };

const RESTART_MS = 500;
/** Long enough for the last copy of a large file. */
const STOP_MS = 20_000;

/** What the branch server tells the shell. `healthy`: its file is open and it can sell. `relaunch`: another version is to run. */
export type BranchNews = 'healthy' | 'relaunch';

export type BranchParts = {
  readonly script: string;
  readonly root: RootKey;
  readonly build: Build | undefined;
  readonly versions: string;
  readonly onRestart: () => void;
  readonly onNews: (news: BranchNews) => void;
};

export function startBranch({ script, root, build, versions, onRestart, onNews }: BranchParts): BranchProcess {
  let stopping = false;
  let child = fork();
  function fork(): UtilityProcess {
    const env = { ...branchEnv(build), FASTOPS_VERSIONS: versions };
    const started = utilityProcess.fork(script, [], { serviceName: 'branch server', stdio: 'inherit', env });
    started.on('message', (news: { kind: BranchNews }) => onNews(news.kind));
    started.postMessage({ kind: 'init', rootKey: root.key, backend: root.backend });
    started.once('exit', () => {
      if (stopping) return;
      setTimeout(() => {
        child = fork();
        onRestart();
      }, RESTART_MS);
    });
    return started;
  }
  return {
    connect: (window) => {
      const { port1, port2 } = new MessageChannelMain();
      child.postMessage({ kind: 'window' }, [port1]);
      window.postMessage('branch-port', null, [port2]);
    },
    stop: () => {
      stopping = true;
      return new Promise((resolve) => {
        const giveUp = setTimeout(() => resolve(), STOP_MS);
        child.once('exit', () => (clearTimeout(giveUp), resolve()));
        child.postMessage({ kind: 'stop' });
      });
    },
  };
}
