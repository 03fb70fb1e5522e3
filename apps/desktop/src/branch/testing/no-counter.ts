import type { CounterPort } from '../modules/counter/counter.port.ts';

/** A computer with nothing on its serial lines. */
export const noCounter: CounterPort = {
  lines: async () => [],
  weigh: async () => ({ kind: 'missing' }),
  show: async () => false,
};
