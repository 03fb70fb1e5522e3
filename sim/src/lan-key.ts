import type { LanCredential } from '@fastops/desktop/branch/lan/certificate';
import type { Till } from './till.ts';

/** A machine's key in the shop's network. It lies in the keychain: who copies that has the same one. */
export function keyOf(till: Till): LanCredential {
  const certificate = till.secret('lan-certificate', () => till.luck.bytes(120).toString('base64'));
  return { certificate, privateKey: 'the line proves it' };
}
