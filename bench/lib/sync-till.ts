import { channel } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';
import { money } from '@fastops/shared/base/money';
import type { Grant } from '@fastops/shared/identity/grant';
import type { EnrolReply } from '@fastops/shared/sync/protocol';
import { cloudClient, enrolAt } from '@fastops/desktop/branch/adapters/cloud-client';
import { createIncarnations } from '@fastops/desktop/branch/adapters/incarnations';
import { newDeviceKey } from '@fastops/desktop/branch/adapters/seal';
import { createCore, type BranchCore } from '@fastops/desktop/branch/core';
import type { Database } from '@fastops/desktop/branch/db/access';
import { openSession } from '@fastops/desktop/branch/modules/cash/cash.service';
import { applyMaster } from '@fastops/desktop/branch/modules/catalog/catalog.service';
import { readIdentity, saveEnrolment } from '@fastops/desktop/branch/modules/sync/sync.service';
import type { SyncParts } from '@fastops/desktop/branch/workers/sync-parts';
import { PRODUCTS, idAt, productIdOf, productPrice, seeded } from './branch-day.ts';
import { CASHIER, grant, idOf, product } from './till.ts';

/** Where the cloud is, and the key that this till proves itself with. */
export type Account = { readonly url: string; readonly privateKey: string; readonly identity: EnrolReply };

/** Exchanges a code for an identity, as a new till does. */
export async function enrolled(url: string, code: string): Promise<Account> {
  const key = newDeviceKey();
  const identity = await enrolAt(url, { code, publicKey: key.publicKey, terminalName: 'Caja' });
  return { url, privateKey: key.privateKey, identity };
}

/** A till of its own file: a clock that the workload moves, and ids from a seed. */
export type SyncTill = { readonly core: BranchCore; readonly parts: SyncParts; setTime(ms: number): void; close(): void };

export function tillOver(db: Database, account: Account, seed: number): SyncTill {
  let now = Date.UTC(2026, 10, 2, 8, 0, 0);
  const random = seeded(seed);
  const core = createCore(db, { now: () => now, newId: () => idAt(now, random) });
  if (!readIdentity(db)) core.transaction((tx) => saveEnrolment(tx, account.url, account.identity), []);
  core.setEnrolment({ terminal: account.identity, grant: grantOf(account.identity) });
  const client = cloudClient({ cloudUrl: account.url, terminalId: account.identity.terminalId, privateKey: account.privateKey });
  const secrets = new Map<string, string>();
  const keychain = {
    backend: 'memory',
    keychain: 'same' as const,
    read: (name: string) => secrets.get(name),
    write: (name: string, value: string) => void secrets.set(name, value),
    forget: (names: readonly string[]) => names.forEach((name) => secrets.delete(name)),
  };
  const incarnations = createIncarnations(core, keychain, () => {});
  const parts: SyncParts = {
    core,
    client,
    incarnations,
    appVersion: 'bench',
    random: Math.random,
    acceptGrant: () => {},
    grantVersion: () => 0,
    log: () => {},
  };
  const close = () => {
    incarnations.stop();
    client.close();
    db.close();
  };
  return { core, parts, setTime: (ms) => (now = ms), close };
}

/** The menu of the workload and an open cash session: a till that can sell. */
export function readyToSell({ core }: SyncTill, companyId: string): void {
  core.transaction((tx) => {
    for (let sku = 0; sku < PRODUCTS; sku += 1) {
      const doc = { ...product(1), id: productIdOf(sku), name: `Product number ${sku}`, price: productPrice(sku) };
      applyMaster(tx, companyId, { kind: 'product', id: productIdOf(sku), version: 1, deleted: false, doc });
    }
  }, []);
  core.execute(CASHIER, (ctx) => openSession(ctx, { sessionId: idOf(5), openingFloat: money(0) }));
}

function grantOf({ companyId, branchId, terminalId }: EnrolReply): Grant {
  const known = grant();
  return { ...known, terminalId, branch: { ...known.branch, companyId, branchId } };
}

/** Bytes that went over the sockets of `fetch` in this process since it started: TCP payload, HTTP headers included. */
export function wireCounter(): () => { up: number; down: number } {
  const sockets = new Set<Socket>();
  channel('undici:client:connected').subscribe((message) => {
    const { socket } = message as { socket: Socket };
    sockets.add(socket);
  });
  return () => {
    let [up, down] = [0, 0];
    for (const socket of sockets) {
      up += socket.bytesWritten;
      down += socket.bytesRead;
    }
    return { up, down };
  };
}
