import { execFile } from 'node:child_process';
import { closeSync, existsSync, fsyncSync, openSync, readdirSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { judgeFlush, judgeSpace, type Check } from '@fastops/shared/commissioning/report';
import type { MachinePort } from '../modules/fitness/fitness.port.ts';
import { freeBytes } from './backup-shelf.ts';

const WRITES = 25;
const PAGE = Buffer.alloc(4_096, 7);
const REACH_MS = 2_000;
const ASK_MS = 10_000;
const POWER = '/sys/class/power_supply';

/** What this machine says of its disk, its power and its antivirus. */
export function machineChecks(dataDir: string): MachinePort {
  return {
    look: async () => {
      const free = freeBytes(dataDir);
      return [flushCheck(dataDir), ...(free === null ? [] : [judgeSpace(free)]), powerCheck(), await antivirusCheck(dataDir)];
    },
    reachHub,
  };
}

/** The median of real writes, each flushed, where the till keeps its file. */
function flushCheck(dataDir: string): Check {
  const file = join(dataDir, 'flush-check');
  try {
    const handle = openSync(file, 'w');
    try {
      const micros = Array.from({ length: WRITES }, () => {
        const start = performance.now();
        writeSync(handle, PAGE);
        fsyncSync(handle);
        return Math.round((performance.now() - start) * 1000);
      }).sort((a, b) => a - b);
      const median = micros[Math.floor(WRITES / 2)] ?? 0;
      return { ...judgeFlush(median), facts: { micros: median } };
    } finally {
      closeSync(handle);
    }
  } catch {
    return { id: 'disk-flush', light: 'red', finding: 'flush-failed', facts: {} };
  } finally {
    rmSync(file, { force: true });
  }
}

/** A battery or a UPS, where the system lists them; elsewhere nobody can tell. */
function powerCheck(): Check {
  const none = { id: 'power', light: 'amber', finding: 'power-none', facts: {} } as const;
  if (!existsSync(POWER)) return none;
  const read = (name: string, what: string) => {
    const file = join(POWER, name, what);
    return existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
  };
  const source = readdirSync(POWER).find((name) => ['Battery', 'UPS'].includes(read(name, 'type')));
  if (source === undefined) return none;
  const percent = Number(read(source, 'capacity') || 100);
  return percent < 30
    ? { id: 'power', light: 'amber', finding: 'power-low', facts: { percent } }
    : { id: 'power', light: 'green', finding: 'power-good', facts: {} };
}

/** On Windows a scanner that reads the file at each write makes the till slow, and may hold it. */
async function antivirusCheck(dataDir: string): Promise<Check> {
  if (process.platform !== 'win32') return { id: 'antivirus', light: 'grey', finding: 'not-here', facts: {} };
  const facts = { folder: dataDir };
  try {
    const args = ['-NoProfile', '-NonInteractive', '-Command', '(Get-MpPreference).ExclusionPath -join "|"'];
    const { stdout } = await promisify(execFile)('powershell.exe', args, { timeout: ASK_MS, windowsHide: true });
    const excluded = stdout.split('|').map((path) => path.trim().toLowerCase());
    const isOut = excluded.some((path) => path !== '' && dataDir.toLowerCase().startsWith(path));
    return isOut
      ? { id: 'antivirus', light: 'green', finding: 'antivirus-good', facts: {} }
      : { id: 'antivirus', light: 'amber', finding: 'antivirus-missing', facts };
  } catch {
    return { id: 'antivirus', light: 'amber', finding: 'antivirus-unknown', facts };
  }
}

function reachHub(host: string, port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const start = performance.now();
    const socket = connect({ host, port, timeout: REACH_MS });
    const settle = (micros: number | undefined) => (socket.destroy(), resolve(micros));
    socket.once('connect', () => settle(Math.round((performance.now() - start) * 1000)));
    socket.once('timeout', () => settle(undefined));
    socket.once('error', () => settle(undefined));
  });
}
