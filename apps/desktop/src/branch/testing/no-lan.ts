import { refuse } from '@fastops/shared/base/result';
import type { LanPort } from '../modules/lan/lan.port.ts';

/** A terminal without a local network: for tests of everything else. */
export const noLan: LanPort = {
  now: () => ({ door: null, kitchen: null, doorFault: null, connected: [], hub: null, lastError: null }),
  around: () => [],
  place: () => ({ certificate: Buffer.alloc(90).toString('base64'), addresses: [], port: 47_800 }),
  offer: () => {
    throw new Error('no local network in this test');
  },
  shown: () => undefined,
  withdraw: () => {},
  join: async () => refuse({ code: 'pairing.unreachable' }),
  prove: async () => refuse({ code: 'pairing.no-code' }),
  admit: () => refuse({ code: 'pairing.refused' }),
  claim: () => true,
  grantClaim: () => true,
};
