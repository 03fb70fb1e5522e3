import { expect, test } from 'vitest';
import { isPrintJobOpen, isPrintJobStale, mayStillOpenDrawer, movePrintJob, printRetryDelayMs, PRINT_JOB_STATES } from './print-job.ts';

test('a job with an unknown outcome never goes back to the printer by the printer alone', () => {
  expect(movePrintJob('ask', 'printing')).toEqual({
    ok: false,
    refusal: { code: 'print.cannot-move', from: 'ask', to: 'printing' },
  });
  expect(movePrintJob('ask', 'queued').ok).toBe(true);
});

test('what is on paper or called off is finished; everything else waits for someone', () => {
  expect(PRINT_JOB_STATES.filter((state) => !isPrintJobOpen(state))).toEqual(['printed', 'cancelled']);
});

test('a printer that stays off is tried after 1, 2, 4, 8 s and then every 15 s', () => {
  expect([1, 2, 3, 4, 5, 50].map(printRetryDelayMs)).toEqual([1000, 2000, 4000, 8000, 15_000, 15_000]);
});

test('a kitchen ticket is cold after half an hour, a drawer kick after a minute, a receipt never', () => {
  expect(isPrintJobStale('kitchen', 30 * 60_000)).toBe(false);
  expect(isPrintJobStale('kitchen', 30 * 60_000 + 1)).toBe(true);
  expect(isPrintJobStale('drawer', 61_000)).toBe(true);
  expect(isPrintJobStale('receipt', 86_400_000)).toBe(false);
  expect([60_000, 60_001].map(mayStillOpenDrawer)).toEqual([true, false]);
});
