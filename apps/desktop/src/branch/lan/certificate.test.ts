import { X509Certificate } from 'node:crypto';
import { createServer, connect, type Server, type TLSSocket } from 'node:tls';
import { once } from 'node:events';
import { expect, onTestFinished, test } from 'vitest';
import { fingerprintOf, newLanCredential, toPem, type LanCredential } from './certificate.ts';

test('a certificate is well formed, holds its key and proves itself', () => {
  const { certificate, privateKey } = newLanCredential('Caja Ñ');
  const read = new X509Certificate(toPem(certificate));
  expect(read.subject).toBe('CN=Caja Ñ');
  expect(read.verify(read.publicKey)).toBe(true);
  expect(read.publicKey.asymmetricKeyDetails?.namedCurve).toBe('prime256v1');
  expect(read.fingerprint256.replaceAll(':', '').toLowerCase()).toBe(fingerprintOf(certificate));
  expect(newLanCredential('Caja Ñ').privateKey).not.toBe(privateKey);
});

test('threat 9: TLS with pinned certificates lets in neither a peer nor a hub of another key', async () => {
  const [hub, till, stranger] = [newLanCredential('hub'), newLanCredential('till'), newLanCredential('stranger')];
  const seen: string[] = [];
  const server = await listening(hub, (socket) => {
    seen.push(fingerprintOf(socket.getPeerCertificate().raw));
    socket.end();
  });
  expect(await outcome(server, till, hub)).toBe('connected');
  expect(await outcome(server, till, stranger)).toContain('self-signed');
  expect(await outcome(server, stranger, hub)).toBe('connected');
  expect(seen).toEqual([fingerprintOf(till.certificate), fingerprintOf(stranger.certificate)]);
});

async function listening(credential: LanCredential, onPeer: (socket: TLSSocket) => void): Promise<Server> {
  const options = { key: credential.privateKey, cert: toPem(credential.certificate), requestCert: true, rejectUnauthorized: false };
  const server = createServer({ ...options, minVersion: 'TLSv1.3' }, onPeer).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  return server;
}

function outcome(server: Server, me: LanCredential, pinned: LanCredential): Promise<string> {
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('not listening');
  const identity = { key: me.privateKey, cert: toPem(me.certificate) };
  const socket = connect({
    ...identity,
    host: '127.0.0.1',
    port: address.port,
    ca: toPem(pinned.certificate),
    checkServerIdentity: () => undefined,
  });
  return new Promise((resolve) => {
    socket.once('error', (error) => resolve(error.message));
    socket.once('end', () => resolve('connected'));
    socket.resume();
  });
}
