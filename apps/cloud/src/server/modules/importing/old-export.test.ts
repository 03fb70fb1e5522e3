import { hashSync } from 'bcryptjs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { oldExportSchema } from '@fastops/shared/catalog/old-export';
import { openCloud, type CloudUnderTest } from '../../testing/cloud-under-test.ts';
import { aCompany, asOwner, type TestCompany } from '../../testing/shop.ts';
import { importOldExport } from './old-export.service.ts';

let cloud: CloudUnderTest;
let company: TestCompany;
beforeAll(async () => {
  cloud = await openCloud('pglite');
  company = await aCompany(cloud, 'El Parche');
});
afterAll(() => cloud.close());

const old = () =>
  oldExportSchema.parse({
    format: 'fastops-old-export',
    version: 1,
    categories: [{ key: 'c1', name: 'Salchipapas' }],
    products: [
      { key: 'p1', category: 'c1', name: 'Sencilla', price: 14_000 },
      { key: 'p2', category: 'gone', name: 'Perdida', price: 1_000 },
    ],
    ingredients: [{ key: 'i1', name: 'Papa', unit: 'g', price: 3_200, priceFor: 1_000, yieldPercent: 80 }],
    recipes: [
      {
        product: 'p1',
        items: [
          { ingredient: 'i1', quantity: 250 },
          { ingredient: 'i9', quantity: 1 },
        ],
      },
    ],
    users: [{ email: 'marta@viejo.co', name: 'Marta', role: 'manager', passwordHash: hashSync('salchipapa vieja', 4) }],
  });

test('an export of the old FastOps becomes the menu with its recipes, and its people log in with the password they had', async () => {
  const first = await importOldExport(cloud.services, company.companyId, old());
  expect(first).toEqual({
    changed: 4,
    seated: ['marta@viejo.co'],
    leftOut: ['Perdida → gone', 'recipe of p1 → i9'],
  });
  expect(await asOwner(cloud, company).catalog.products()).toMatchObject([{ name: 'Sencilla', price: 14_000 }]);
  const again = await importOldExport(cloud.services, company.companyId, old());
  expect(again).toMatchObject({ changed: 0, seated: [] });
  const session = await cloud.call().auth.login({ email: 'marta@viejo.co', password: 'salchipapa vieja' });
  expect(session).toBeDefined();
  await expect(cloud.call().auth.login({ email: 'marta@viejo.co', password: 'otra cosa' })).rejects.toThrow();
});

test('a file that says something else is refused, and says where', () => {
  expect(oldExportSchema.safeParse({ ...old(), version: 2 }).success).toBe(false);
  expect(oldExportSchema.safeParse({ ...old(), users: [{ ...old().users[0], passwordHash: 'plain' }] }).success).toBe(false);
});
