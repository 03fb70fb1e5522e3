import { networkInterfaces } from 'node:os';
import type { SecretPort } from '../ports.ts';
import { newLanCredential, type LanCredential } from './certificate.ts';

const KEY = 'lan-key';
const CERTIFICATE = 'lan-certificate';
/** What of the keychain is this terminal's on the local network. */
export const LAN_SECRETS: readonly string[] = [KEY, CERTIFICATE];

/** This terminal's key for the local network, if it was ever made. */
export function storedLanKey(secrets: SecretPort): LanCredential | undefined {
  const privateKey = secrets.read(KEY);
  const certificate = secrets.read(CERTIFICATE);
  return privateKey && certificate ? { privateKey, certificate } : undefined;
}

/** The key, made now if there is none. */
export function lanKey(secrets: SecretPort, name: string): LanCredential {
  return storedLanKey(secrets) ?? keepLanKey(secrets, newLanCredential(name));
}

/** Keeps another key in place of the one before. */
export function keepLanKey(secrets: SecretPort, key: LanCredential): LanCredential {
  secrets.write(KEY, key.privateKey);
  secrets.write(CERTIFICATE, key.certificate);
  return key;
}

/** Where this machine is reached from the shop's network. */
export function ownAddresses(host: string): string[] {
  if (host !== '0.0.0.0') return [host];
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => address)
    .slice(0, 8);
}
