import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { bootStep, FIRST_BOOT, withNext, type BootState } from './boot-state.ts';
import { artefactName } from './branch-file.ts';
import { isInStage, isWithin, mayInstall, type Moment } from './install-time.ts';
import { compareVersions, manifestSchema } from './manifest.ts';

test('an artefact’s name holds company, branch and version, in letters for every file system', () => {
  const names = { company: { name: 'Salchipapas “El Ñato” S.A.S.' }, branch: { name: '../Centro / 2' } };
  expect(artefactName(names, '1.2.0')).toBe('salchipapas-el-nato-s.a.s-centro-2-1.2.0');
});

test('versions are ordered by their numbers, and a word comes before the bare numbers', () => {
  const sorted = ['0.9.9', '0.10.0-beta', '0.10.0-rc', '0.10.0', '0.10.1', '1.0.0'];
  expect(sorted.toSorted(compareVersions)).toEqual(sorted);
  expect(compareVersions('1.0.0', '1.0.0')).toBe(0);
});

test('a manifest names a file beside it, never a way out', () => {
  const good = {
    format: 1,
    version: '1.0.0',
    channel: 'stable',
    platform: 'linux-x64',
    file: 'a.tar.gz',
    sha256: '0'.repeat(64),
    bytes: 1,
    asarSha256: '0'.repeat(64),
    releasedAt: 0,
  };
  expect(manifestSchema.safeParse(good).success).toBe(true);
  for (const file of ['../a', '/etc/passwd', 'a/b', '.hidden', 'http://x/y', 'a\\b'])
    expect(manifestSchema.safeParse({ ...good, file }).success, file).toBe(false);
});

describe('E5: when an update is put in', () => {
  const quiet: Moment = { openOrders: 0, shiftOpen: false, unsynced: 0, lastSaleAt: null, minuteOfDay: 4 * 60, now: 10_000_000 };
  const night = { fromHour: 3, toHour: 6 };
  const code = (moment: Partial<Moment>, asked = false) => {
    const answer = mayInstall({ ...quiet, ...moment }, night, asked);
    return answer.ok ? 'now' : answer.refusal.code;
  };

  test('at night, with the shift closed, nothing open and everything in the cloud', () => {
    expect(code({})).toBe('now');
    expect(code({ minuteOfDay: 13 * 60 })).toBe('update.outside-window');
    expect(code({ shiftOpen: true })).toBe('update.shift-open');
  });

  test('never with an open order, in a rush, or with facts that are only here, whoever asks', () => {
    for (const asked of [false, true]) {
      expect(code({ openOrders: 1 }, asked)).toBe('update.open-order');
      expect(code({ unsynced: 1 }, asked)).toBe('update.unsynced');
      expect(code({ shiftOpen: true, lastSaleAt: quiet.now - 60_000 }, asked)).toBe('update.rush');
    }
    expect(code({ minuteOfDay: 13 * 60, shiftOpen: true }, true)).toBe('now');
  });

  test('a window may run over midnight, or be the whole day', () => {
    expect([22, 23, 0, 5].every((hour) => isWithin({ fromHour: 22, toHour: 6 }, hour * 60))).toBe(true);
    expect(isWithin({ fromHour: 22, toHour: 6 }, 6 * 60)).toBe(false);
    expect(isWithin({ fromHour: 4, toHour: 4 }, 20 * 60)).toBe(true);
  });

  test('a stage takes about its share, and who is in stays in when it grows', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffff_ffff }), fc.integer({ min: 1, max: 100 }), (draw, percent) => {
        const hex = draw.toString(16).padStart(8, '0');
        expect(isInStage(hex, 100)).toBe(true);
        expect(isInStage(hex, 0)).toBe(false);
        if (isInStage(hex, percent)) expect(isInStage(hex, Math.min(100, percent + 10))).toBe(true);
      }),
    );
  });
});

describe('E5: which version starts', () => {
  const after = (starts: number): BootState => ({ ...withNext(FIRST_BOOT, '1.1.0'), starts });

  test('one that was put in is started three times before it is taken back, and is never put in again', () => {
    let state = withNext(FIRST_BOOT, '1.1.0');
    for (const start of [1, 2, 3]) {
      const step = bootStep(state, '1.0.0');
      expect(step).toMatchObject({ kind: 'run-version', version: '1.1.0', state: { starts: start } });
      state = step.state;
    }
    const step = bootStep(state, '1.0.0');
    expect(step).toMatchObject({ kind: 'went-back', from: '1.1.0', state: { current: null, bad: ['1.1.0'] } });
    expect(bootStep(step.state, '1.0.0')).toMatchObject({ kind: 'run-self' });
  });

  test('it goes back to the one that worked before, not to the installed one', () => {
    const proven: BootState = { ...after(1), proven: true };
    const step = bootStep({ ...withNext(proven, '1.2.0'), starts: 3 }, '1.0.0');
    expect(step.state).toMatchObject({ current: '1.1.0', proven: true, bad: ['1.2.0'] });
  });

  test('one that worked is not counted any more, and a newer package wins over it', () => {
    expect(bootStep({ ...after(9), proven: true }, '1.0.0')).toMatchObject({ kind: 'run-version', state: { starts: 9 } });
    expect(bootStep({ ...after(0), proven: true }, '1.1.0')).toMatchObject({ kind: 'run-self' });
  });
});
