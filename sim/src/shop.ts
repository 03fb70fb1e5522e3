import type { TerminalActor } from '@fastops/cloud/server/context';
import { saveCatalog } from '@fastops/cloud/server/modules/catalog/catalog.service';
import { foundCompany, hireStaff, openBranch } from '@fastops/cloud/server/modules/tenancy/tenancy.service';
import { createCode, enrol } from '@fastops/cloud/server/modules/terminals/terminals.service';
import type { Product } from '@fastops/shared/catalog/product';
import type { EnrolReply } from '@fastops/shared/sync/protocol';
import type { SimCloud } from './cloud.ts';

/** The company of one seed, as the cloud knows it. */
export type Shop = {
  readonly companyId: string;
  readonly branches: readonly string[];
  readonly productIds: readonly string[];
  readonly cashierId: string;
};

const TAX = { code: 'INC', rateBp: 800 } as const;
const FIRST_PRICE = 12_000;
export const FIRST_EPOCH = 'epoch-1';

/** Founds a company with its branches, a menu and one person. */
export async function openShop(cloud: SimCloud, branchCount: number): Promise<Shop> {
  const { newId } = cloud.services.machine;
  const companyId = newId();
  const branches = Array.from({ length: branchCount }, newId);
  const productIds = Array.from({ length: 3 }, newId);
  const cashierId = newId();
  await cloud.services.db.inCompany(companyId, async (sql) => {
    await foundCompany(sql, { name: 'El Parche', legalName: 'El Parche S.A.S.', nit: '900123456-8' }, FIRST_EPOCH);
    const place = {
      address: 'Calle 1',
      phone: '601',
      utcOffsetHours: -5,
      dayStartHour: 5,
      tax: TAX,
      receiptFooter: 'Gracias',
      language: 'es',
    } as const;
    for (const [index, branchId] of branches.entries())
      await openBranch(sql, { ...place, branchId, branchName: `Sede ${index + 1}` }, FIRST_EPOCH);
    await hireStaff(sql, { id: cashierId, name: 'Ana', role: 'manager', pinHash: '$argon2id$none', branchId: null });
  });
  const shop = { companyId, branches, productIds, cashierId };
  for (const [index] of productIds.entries()) await setPrice(cloud, shop, { index, price: FIRST_PRICE + index * 500 });
  return shop;
}

/** Somebody at the office changes a price. */
export async function setPrice(cloud: SimCloud, shop: Shop, { index, price }: { index: number; price: number }): Promise<void> {
  const id = shop.productIds[index] ?? '';
  const doc: Product = {
    id,
    categoryId: shop.companyId,
    name: `Salchipapa ${index}`,
    kind: 'single',
    price: price as Product['price'],
    sizes: [],
    groupIds: [],
    tax: TAX,
    stations: ['freidora'],
    soldOut: false,
    sort: index,
  };
  const news = { notify: cloud.services.syncPort.notify, now: cloud.services.machine.now() };
  await cloud.services.db.inCompany(shop.companyId, (sql) =>
    saveCatalog(sql, [{ kind: 'product', id, deleted: false, doc: { ...doc } }], news),
  );
}

/** A code is made and used: what a fresh till gets. */
export async function enrolAtShop(
  cloud: SimCloud,
  shop: Shop,
  till: { branchId: string; publicKey: string; name: string },
): Promise<EnrolReply & { actor: TerminalActor }> {
  const { db, devices, machine } = cloud.services;
  const now = machine.now();
  const made = await db.inCompany(shop.companyId, (sql) =>
    createCode(sql, devices, { branchId: till.branchId, createdBy: shop.cashierId, now }),
  );
  if (!made.ok) throw new Error(made.refusal.code);
  const { code } = made.value;
  const reply = await db.beforeCompany((sql) => enrol(sql, devices, { code, publicKey: till.publicKey, terminalName: till.name, now }));
  if (!reply.ok) throw new Error(reply.refusal.code);
  const { companyId, branchId, terminalId } = reply.value;
  return { ...reply.value, actor: { kind: 'terminal', terminalId, companyId, branchId } };
}
