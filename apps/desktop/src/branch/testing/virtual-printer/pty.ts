import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { access } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** Two ends of one serial cable, made by socat. */
export interface PtyPair {
  readonly tillPath: string;
  readonly printerPath: string;
  unplug(): Promise<void>;
}

/** Lays a virtual serial cable: what is written at one end is read at the other, through the kernel's tty layer. */
export async function openPtyPair(): Promise<PtyPair> {
  const folder = mkdtempSync(join(tmpdir(), 'virtual-printer-'));
  const tillPath = join(folder, 'till');
  const printerPath = join(folder, 'printer');
  const socat = spawn('socat', [`pty,raw,echo=0,link=${tillPath}`, `pty,raw,echo=0,link=${printerPath}`], { stdio: 'ignore' });
  const exited = once(socat, 'exit');
  await Promise.race([
    Promise.all([appears(tillPath), appears(printerPath)]),
    exited.then(() => Promise.reject(new Error('socat ended before the cable was laid; is it installed?'))),
  ]);
  return {
    tillPath,
    printerPath,
    unplug: async () => {
      socat.kill();
      await exited;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function appears(path: string): Promise<void> {
  for (let tries = 0; tries < 500; tries++) {
    try {
      return await access(path);
    } catch {
      await delay(10);
    }
  }
  throw new Error(`no pty at ${path} after 5 s`);
}
