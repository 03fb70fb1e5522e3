import { join } from 'node:path';
import { money } from '@fastops/shared/base/money';
import { compilePermissions, PERMISSIONS } from '@fastops/shared/identity/permissions';
import type { Grant } from '@fastops/shared/identity/grant';
import { createCore, type BranchCore } from '@fastops/desktop/branch/core';
import type { Actor } from '@fastops/desktop/branch/context';
import type { Database } from '@fastops/desktop/branch/db/access';
import { openStream } from '@fastops/desktop/branch/db/event-log';
import { readMigrations } from '@fastops/desktop/branch/db/migrate';
import { openDatabase } from '@fastops/desktop/branch/db/open';
import { openSession } from '@fastops/desktop/branch/modules/cash/cash.service';
import { applyMaster } from '@fastops/desktop/branch/modules/catalog/catalog.service';

export const CASHIER: Actor = { id: idOf(9), name: 'Ana', role: 'cashier', permissions: compilePermissions(PERMISSIONS) };
export const TERMINAL = { companyId: idOf(1), branchId: idOf(2), terminalId: idOf(3) };

/** `idOf(7)` is …0007: the same ids in every run. */
export function idOf(n: number): string {
  return `00000000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;
}

/** A real file, opened as the till opens it. */
export function openFile(folder: string, name: string): Database {
  return openFileAt(join(folder, name));
}

export function openFileAt(file: string): Database {
  return openDatabase({ file, migrations: readMigrations(), driver: {}, allowOldSqlite: false });
}

/** An enrolled till over a database: four products, a grant, an open cash session. Ids count up, so two runs write the same rows. */
export function enrolledTill(db: Database): BranchCore {
  let minted = 1_000_000;
  const core = createCore(db, { now: () => 1_795_000_000_000, newId: () => idOf(minted++) });
  core.setEnrolment({ terminal: TERMINAL, grant: grant() });
  core.transaction((tx) => {
    openStream(tx, TERMINAL, { streamId: idOf(4), series: 'A' });
    for (let n = 1; n <= 4; n += 1)
      applyMaster(tx, TERMINAL.companyId, { kind: 'product', id: idOf(100 + n), version: 1, deleted: false, doc: product(n) });
  }, []);
  core.execute(CASHIER, (ctx) => openSession(ctx, { sessionId: idOf(5), openingFloat: money(0) }));
  return core;
}

export function product(n: number): Record<string, unknown> {
  return {
    id: idOf(100 + n),
    categoryId: idOf(50),
    name: `Salchipapa número ${n}`,
    kind: 'single',
    price: 10_000 + n * 500,
    sizes: [],
    groupIds: [],
    tax: { code: 'INC', rateBp: 800 },
    stations: ['freidora'],
    soldOut: false,
    sort: n,
  };
}

export function grant(): Grant {
  return {
    version: 1,
    terminalId: TERMINAL.terminalId,
    terminalName: 'Caja A',
    issuedAt: 0,
    expiresAt: 0,
    branch: {
      companyId: TERMINAL.companyId,
      companyName: 'El Parche',
      legalName: 'El Parche S.A.S.',
      nit: '900123456-8',
      branchId: TERMINAL.branchId,
      branchName: 'Norte',
      address: 'Calle 80',
      phone: '601',
      utcOffsetHours: -5,
      dayStartHour: 5,
      tax: { code: 'INC', rateBp: 800 },
      receiptFooter: 'Gracias',
      language: 'es',
    },
    staff: [],
    subscription: 'active',
  };
}
