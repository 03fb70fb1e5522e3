import { spawn, type ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { join } from 'node:path';

/** What the demo cloud says when it is ready. */
export type DemoReady = {
  readonly cloudUrl: string;
  readonly owner: { readonly email: string; readonly password: string };
  readonly branches: readonly { readonly id: string; readonly name: string }[];
  readonly staff: readonly { readonly id: string; readonly name: string; readonly pin: string }[];
  readonly codes: Readonly<Record<string, string>>;
};

const ROOT = join(import.meta.dirname, '../../../..');

/** The real cloud on PGlite in a folder, on one port for its whole life, so that it can go away and come back. */
export class DemoCloud {
  readonly #folder: string;
  readonly #port: number;
  #child: ChildProcess | undefined;

  private constructor(folder: string, port: number) {
    this.#folder = folder;
    this.#port = port;
  }

  static async in(folder: string): Promise<DemoCloud> {
    return new DemoCloud(folder, await freePort());
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  async start(): Promise<DemoReady> {
    const env = { ...process.env, FASTOPS_PORT: String(this.#port), FASTOPS_CLOUD_DATA: this.#folder, FASTOPS_LOG: 'error' };
    const child = spawn(process.execPath, ['apps/cloud/src/server/demo.ts'], { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'inherit'] });
    this.#child = child;
    return new Promise((resolve, reject) => {
      child.once('exit', (code) => reject(new Error(`the cloud ended with ${code}`)));
      createInterface({ input: child.stdout }).once('line', (line) => resolve(JSON.parse(line)));
    });
  }

  async stop(): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await gone;
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}
