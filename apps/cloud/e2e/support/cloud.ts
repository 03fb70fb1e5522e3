import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const DEMO = fileURLToPath(new URL('../../src/server/demo.ts', import.meta.url));
const START_MS = 60_000;

/** What the demo cloud says of itself when it is ready. */
export type DemoCloud = {
  readonly cloudUrl: string;
  readonly companyId: string;
  readonly owner: { readonly email: string; readonly password: string };
  readonly branches: readonly { readonly id: string; readonly name: string }[];
  readonly staff: readonly { readonly id: string; readonly name: string; readonly role: string }[];
  readonly codes: Readonly<Record<string, string>>;
};

/** A real cloud in a folder of its own, which outlives a stop: a second start finds what the first one stored. */
export type CloudUnderTest = {
  readonly demo: DemoCloud;
  /** Where it keeps its data. */
  readonly folder: string;
  stop(): Promise<void>;
  /** Starts again at the same address. */
  restart(): Promise<void>;
  /** The secret in the link of the next letter to an address. Letters leave by the queue; without a mail server they are files. */
  letterToken(to: string): Promise<string>;
  /** Stops, and removes the folder. */
  remove(): Promise<void>;
};

/** A letter's link that opens a door once. */
const LINK = /\/(?:clave|registro)#([A-Za-z0-9_-]{43})/;

/** The newest first. Quoted-printable breaks long lines with an equals sign at their end. */
function lettersIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder).sort().reverse();
  return files.map((file) => readFileSync(join(folder, file), 'utf8').replaceAll('=\n', '').replaceAll('=23', '#'));
}

/** `surroundings` is the environment of the test run: the cloud needs its PATH and temporary folder. `past`: with a week behind it. */
export async function startCloud(surroundings: NodeJS.ProcessEnv, { past = false } = {}): Promise<CloudUnderTest> {
  const folder = mkdtempSync(join(tmpdir(), 'fastops-cloud-'));
  let running: ChildProcess | undefined;

  async function start(port: number): Promise<DemoCloud> {
    running = spawn(process.execPath, past ? [DEMO, '--past'] : [DEMO], {
      env: { ...surroundings, FASTOPS_PORT: String(port), FASTOPS_CLOUD_DATA: folder, FASTOPS_LOG: 'warn' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    return readDemo(running);
  }
  async function stop(): Promise<void> {
    const cloud = running;
    running = undefined;
    if (!cloud || cloud.exitCode !== null) return;
    await new Promise<void>((resolve) => {
      cloud.once('exit', () => resolve());
      cloud.kill('SIGTERM');
    });
  }

  const demo = await start(0);
  const port = Number(new URL(demo.cloudUrl).port);
  return {
    demo,
    folder,
    stop,
    restart: async () => void (await start(port)),
    letterToken: async (to) => {
      for (const until = Date.now() + START_MS; Date.now() < until; await pause(100)) {
        const text = lettersIn(join(folder, 'mail')).find((letter) => letter.includes(`To: ${to}`) && LINK.test(letter));
        if (text !== undefined) return LINK.exec(text)?.[1] ?? '';
      }
      throw new Error(`no letter to ${to} came`);
    },
    remove: async () => {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The first line on its standard output is the demo in JSON. */
function readDemo(cloud: ChildProcess): Promise<DemoCloud> {
  return new Promise((resolve, reject) => {
    const { stdout } = cloud;
    if (!stdout) return reject(new Error('the cloud has no output to read'));
    const timer = setTimeout(() => reject(new Error(`the cloud was not ready in ${START_MS} ms`)), START_MS);
    cloud.once('exit', (code) => reject(new Error(`the cloud ended with ${code} before it was ready`)));
    createInterface({ input: stdout }).once('line', (line) => {
      clearTimeout(timer);
      resolve(JSON.parse(line));
    });
  });
}
