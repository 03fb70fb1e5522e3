import { refuse } from '@fastops/shared/base/result';
import type { FitnessPort } from '../modules/fitness/fitness.port.ts';

import type { FirstPersonPort } from '../ports.ts';

/** For tills whose test is not about the machine they stand on. */
export const noFitness: FitnessPort = {
  machine: { look: async () => [], reachHub: async () => undefined },
  logs: () => [],
  keepBundle: () => '',
  latest: () => undefined,
  run: async () => undefined,
};

export const noFirstPerson: FirstPersonPort = { hire: async () => refuse({ code: 'first-person.unreachable' }) };
