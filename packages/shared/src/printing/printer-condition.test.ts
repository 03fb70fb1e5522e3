import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { conditionOf, drawerStateOf, faultOf, UNKNOWN_CONDITION } from './printer-condition.ts';

const HEALTHY = 0x12;

describe('what a printer says of itself', () => {
  test('healthy, with the drawer pin low or high', () => {
    const well = { online: 'yes', paper: 'ok', cover: 'shut', cutter: 'ok' };
    expect(conditionOf([HEALTHY, HEALTHY, HEALTHY, HEALTHY])).toEqual({ ...well, drawerPin: 'low' });
    expect(conditionOf([0x16, HEALTHY, HEALTHY, HEALTHY])).toEqual({ ...well, drawerPin: 'high' });
    expect(faultOf(conditionOf([HEALTHY, HEALTHY, HEALTHY, HEALTHY]))).toBeUndefined();
  });

  test.each([
    ['cover open', [0x1a, 0x16, HEALTHY, HEALTHY], 'printer.cover-open'],
    ['paper out', [0x1a, 0x32, HEALTHY, 0x7e], 'printer.paper-out'],
    ['paper out, said by the sensor alone', [HEALTHY, undefined, undefined, 0x72], 'printer.paper-out'],
    ['cutter jammed', [0x1a, 0x52, 0x1a, HEALTHY], 'printer.cutter-jammed'],
    ['an error that needs a switch off and on', [0x1a, 0x52, 0x32, HEALTHY], 'printer.cutter-jammed'],
    ['off line and no more', [0x1a, HEALTHY, HEALTHY, HEALTHY], 'printer.offline'],
    ['paper near its end is no fault', [HEALTHY, HEALTHY, HEALTHY, 0x1e], undefined],
  ] as const)('%s', (_, answers, fault) => {
    expect(faultOf(conditionOf(answers))).toBe(fault);
  });

  test('silence is unknown, and no fault', () => {
    expect(conditionOf([undefined, undefined, undefined, undefined])).toEqual(UNKNOWN_CONDITION);
    expect(faultOf(UNKNOWN_CONDITION)).toBeUndefined();
  });

  test('bytes that are no answers say nothing', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 255 }), (byte) => {
        if ((byte & 0x93) === 0x12) return;
        expect(conditionOf([byte, byte, byte, byte])).toEqual(UNKNOWN_CONDITION);
      }),
    );
  });
});

test('the drawer is open at the level that the installer saw, and unknown before', () => {
  const high = conditionOf([0x16]);
  expect(drawerStateOf(high, 'high')).toBe('open');
  expect(drawerStateOf(high, 'low')).toBe('shut');
  expect(drawerStateOf(high, undefined)).toBe('unknown');
  expect(drawerStateOf(UNKNOWN_CONDITION, 'high')).toBe('unknown');
});
