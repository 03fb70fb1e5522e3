import { expect, test } from 'vitest';

import type { Burst } from './scanner.ts';
import { heardKey, NO_BURST } from './scanner.ts';

/** What is heard when these keys come with this pause between them. */
function heard(keys: readonly string[], pauseMs: number, from = NO_BURST, startMs = 1_000): { burst: Burst; scanned?: string } {
  return keys.reduce<{ burst: Burst; scanned?: string }>((now, key, n) => heardKey(now.burst, { key, atMs: startMs + n * pauseMs }), {
    burst: from,
  });
}
const code = [...'7702004003508'];

test('a burst that ends with Enter is a scan, a slow one is somebody typing', () => {
  expect(heard([...code, 'Enter'], 8).scanned).toBe('7702004003508');
  expect(heard([...code, 'Enter'], 20).scanned).toBe('7702004003508');
  expect(heard([...code, 'Enter'], 90).scanned).toBeUndefined();
});

test('capitals of a code come with Shift in between', () => {
  expect(heard(['Shift', 'A', 'Shift', 'B', '1', '2', 'Enter'], 5).scanned).toBe('AB12');
});

test('a burst without Enter is nothing, and Enter long after it is Enter', () => {
  const burst = heard(code, 8).burst;
  expect(heardKey(burst, { key: 'Enter', atMs: 5_000 }).scanned).toBeUndefined();
});

test('three quick keys are fingers, and a function key ends whatever it was', () => {
  expect(heard(['1', '2', '3', 'Enter'], 5).scanned).toBeUndefined();
  expect(heard([...code, 'F4', 'Enter'], 5).scanned).toBeUndefined();
});

test('what somebody typed before the scan is not part of it', () => {
  const typed = heard(['2'], 0).burst;
  expect(heard([...code, 'Enter'], 8, typed, 1_400).scanned).toBe('7702004003508');
});
