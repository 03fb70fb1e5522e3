import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { removalCheckAt, removalCodeAt, removalHour, type SecretChain } from '@fastops/shared/identity/removal-code';
import { readExport } from '@fastops/shared/sync/export';
import { sha256 } from './db/event-log.ts';
import { newDeviceKey } from './adapters/seal.ts';
import { saveCheck } from './modules/sync/removal.service.ts';
import { anOrder, demolish, onShift, openTill, restart, signedByCloud, TERMINAL, type Till } from './testing/branch-fixture.ts';
import { startUnsyncedMark, UNSYNCED_MARK } from './workers/unsynced-mark.ts';

const INSTALLER = join(import.meta.dirname, '../../../../scripts/package/installer');
const HOUR_MS = 3_600_000;

let till: Till;
beforeEach(async () => {
  till = await onShift(openTill());
  await till.call.orders.ringUp(anOrder(till));
  keepCheck();
});
afterEach(() => demolish(till));

const chainOf = (terminalId: string = TERMINAL.terminalId): SecretChain => ({
  terminalId,
  sha256,
  seedOf: (chain) => createHash('sha256').update(`the cloud’s:${terminalId}:${chain}`).digest('hex'),
});
function keepCheck(at = till.clock.now, by?: string): void {
  const jws = signedByCloud(removalCheckAt(chainOf(), removalHour(at)), by);
  till.core.transaction((db) => saveCheck(db, { jws, at }), []);
}
const codeAt = (at = till.clock.now, terminalId?: string) => removalCodeAt(chainOf(terminalId), removalHour(at));
const allow = (code: string) => till.call.sync.allowRemoval({ code });

describe('S6: the owner’s code lets the uninstaller take a till that has sales of its own', () => {
  test('an export that only the shop knows of is not enough; the code makes its own, proven, and opens once', async () => {
    await till.call.sync.exportUnsynced({});
    expect(await till.call.sync.mayLetGo()).toMatchObject({ ok: true });
    expect(await till.call.sync.mayRemove()).toMatchObject({ refusal: { code: 'sync.unsynced', value: 25_000 } });
    const running = startUnsyncedMark(till.core, till.folder);
    till.clock.now += 20 * 24 * HOUR_MS;
    const code = codeAt();
    const answer = await allow(code.toLowerCase().replaceAll('-', ' '));
    if (!answer.ok) throw new Error(answer.refusal.code);
    const proof = readExport(readFileSync(answer.value.path, 'utf8'), sha256);
    expect('fault' in proof ? proof.fault : proof.events.length).toBe(answer.value.count);
    expect(await till.call.sync.mayRemove()).toMatchObject({ ok: true });
    running.stop();
    expect(existsSync(join(till.folder, UNSYNCED_MARK))).toBe(false);
    await till.call.orders.ringUp(anOrder(till));
    expect(await till.call.sync.mayRemove()).toMatchObject({ refusal: { code: 'sync.unsynced', value: 25_000 } });
    expect(await allow(code)).toMatchObject({ refusal: { code: 'removal.used' } });
    till.clock.now += HOUR_MS;
    expect(await allow(codeAt())).toMatchObject({ ok: true });
  });

  test('not with another till’s code, one that has ended, or a word that is none; the sixth try waits, also after a restart', async () => {
    const wrong = [codeAt(till.clock.now, TERMINAL.branchId), codeAt(till.clock.now - 2 * HOUR_MS), 'AAAA', 'AAAA-AAAA-AAAA-AAAA', '·'];
    for (const code of wrong) expect(await allow(code)).toMatchObject({ refusal: { code: 'removal.bad-code' } });
    expect(await allow(codeAt())).toMatchObject({ refusal: { code: 'removal.wait', waitMs: 30_000 } });
    till = await onShift(restart(till));
    expect(await allow(codeAt())).toMatchObject({ refusal: { code: 'removal.wait' } });
    till.clock.now += 30_001;
    expect(await allow(codeAt())).toMatchObject({ ok: true });
  });

  test('not by a chain that somebody wrote into the file, nor by one of another till; and not before the cloud gave one', async () => {
    keepCheck(till.clock.now, newDeviceKey().privateKey);
    expect(await allow(codeAt())).toMatchObject({ refusal: { code: 'removal.no-check' } });
    const foreign = signedByCloud(removalCheckAt(chainOf(TERMINAL.branchId), removalHour(till.clock.now)));
    till.core.transaction((db) => saveCheck(db, { jws: foreign, at: 0 }), []);
    expect(await allow(codeAt(till.clock.now, TERMINAL.branchId))).toMatchObject({ refusal: { code: 'removal.no-check' } });
    till.core.transaction((db) => db.run("DELETE FROM meta WHERE key = 'removal-check'"), []);
    expect(await allow(codeAt())).toMatchObject({ refusal: { code: 'removal.no-check' } });
  });

  test('and not when the copy can’t be written: nothing is let go', async () => {
    writeFileSync(join(till.folder, 'exports'), 'a file where the folder should be');
    expect(await allow(codeAt())).toMatchObject({ refusal: { code: 'export.no-access' } });
    expect(await till.call.sync.mayRemove()).toMatchObject({ ok: false });
  });
});

/** The package as dpkg unpacks it, in a root of its own: its scripts are the real ones, its program is the till's own answer. */
class Installed {
  readonly root = mkdtempSync(join(tmpdir(), 'installed-'));
  readonly #home = join(this.root, 'home/ana');

  constructor(data: string, program?: string) {
    const resources = join(this.root, 'opt/fastops/resources');
    mkdirSync(resources, { recursive: true });
    mkdirSync(join(this.#home, '.fastops'), { recursive: true });
    symlinkSync(data, join(this.#home, '.fastops/till'));
    copyFileSync(join(INSTALLER, 'guard.sh'), join(resources, 'guard.sh'));
    chmodSync(join(resources, 'guard.sh'), 0o755);
    const entry = join(import.meta.dirname, 'removal.ts');
    writeFileSync(join(this.root, 'opt/fastops/fastops'), program ?? `#!/bin/sh\nexec "${process.execPath}" "${entry}" "$@"\n`, {
      mode: 0o755,
    });
  }

  /** What dpkg runs before it takes files away. */
  prerm(act: 'remove' | 'upgrade', code = ''): { status: number | null; said: string } {
    const env = { PATH: process.env['PATH'], DPKG_ROOT: this.root, FASTOPS_HOMES: this.#home, FASTOPS_REMOVAL_CODE: code };
    const run = spawnSync('sh', [join(INSTALLER, 'deb-prerm.sh'), act], { env, encoding: 'utf8' });
    return { status: run.status, said: run.stderr };
  }

  gone(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

describe('S6: the package’s own script', () => {
  let installed: Installed;
  beforeEach(() => {
    installed = new Installed(till.folder);
  });
  afterEach(() => installed.gone());

  test('asks the till: no while it is open or has sales of its own, yes with the owner’s code, and the data stays for the next one', async () => {
    keepCheck(Date.now());
    expect(installed.prerm('remove')).toMatchObject({ status: 1, said: expect.stringContaining('está abierta') });
    till.close();
    expect(installed.prerm('upgrade').status).toBe(0);
    expect(installed.prerm('remove')).toMatchObject({ status: 1, said: expect.stringMatching(/6 registros por \$\s25\.000/) });
    expect(installed.prerm('remove', 'AAAA-AAAA-AAAA-AAAA')).toMatchObject({
      status: 1,
      said: expect.stringContaining('no es de esta caja'),
    });
    expect(existsSync(join(till.folder, 'exports'))).toBe(false);
    expect(installed.prerm('remove', codeAt(Date.now()))).toMatchObject({ status: 0, said: expect.stringContaining('se guardaron') });
    expect(readdirSync(join(till.folder, 'exports'))).toHaveLength(1);
    installed.gone();
    till = await onShift(openTill(till.folder));
    expect(await till.call.orders.recent({ limit: 10 })).toHaveLength(1);
    await till.call.orders.ringUp(anOrder(till));
    expect(await till.call.orders.recent({ limit: 10 })).toHaveLength(2);
  }, 300_000);

  test('where the till can’t answer, the mark beside its data does', () => {
    installed.gone();
    installed = new Installed(till.folder, '#!/bin/sh\nexit 70\n');
    expect(installed.prerm('remove').status).toBe(0);
    startUnsyncedMark(till.core, till.folder).stop();
    expect(installed.prerm('remove')).toMatchObject({ status: 1, said: expect.stringContaining('código del dueño') });
  });
});
