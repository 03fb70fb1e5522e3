import type { Engine } from './sql.ts';

/** Counts transactions from when they are asked for until they end: more than there are connections means that some wait. */
export function counted(load: { underWay: number }, transaction: Engine['transaction']): Engine['transaction'] {
  return async (run, options) => {
    load.underWay += 1;
    try {
      return await transaction(run, options);
    } finally {
      load.underWay -= 1;
    }
  };
}
