import { money } from '@fastops/shared/base/money';
import type { OrderType, PaymentMethod } from '@fastops/shared/orders/order.events';
import { expect, test, type Page } from '@playwright/test';

import { startCloud, type CloudUnderTest } from './support/cloud.ts';
import { logIn, openBrowser, picture, seriousFaults, sidewaysScroll, type Look } from './support/dashboard.ts';
import { aLine, TestTill, type Sale } from './support/till.ts';

const SIZES = {
  phone: { width: 390, height: 844 },
  tablet: { width: 1024, height: 768 },
  laptop: { width: 1366, height: 768 },
  desk: { width: 1920, height: 1080 },
} as const;

/** Each size once, each language and theme twice. */
const LOOKS: readonly (Look & { readonly name: string })[] = [
  { name: 'phone-en-dark', language: 'en', theme: 'dark', size: SIZES.phone },
  { name: 'tablet-es-dark', language: 'es', theme: 'dark', size: SIZES.tablet },
  { name: 'laptop-es-light', language: 'es', theme: 'light', size: SIZES.laptop },
  { name: 'desk-en-light', language: 'en', theme: 'light', size: SIZES.desk },
];

let cloud: CloudUnderTest;

test.beforeAll(async () => {
  cloud = await startCloud(process.env);
  await sellADay(cloud);
});

test.afterEach(async ({ browser }) => {
  await Promise.all(browser.contexts().map((context) => context.close()));
});

test.afterAll(async () => {
  await cloud?.remove();
});

for (const look of LOOKS) {
  test(`every screen is whole and readable: ${look.name}`, async ({ browser }) => {
    const page = await openBrowser(browser, look);
    await page.goto(cloud.demo.cloudUrl);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await keep(page, `login-${look.name}`);

    await logIn(page, cloud.demo);
    await expect(page.locator('.recharts-bar-rectangle').first()).toBeVisible();
    await keep(page, `today-${look.name}`);
    await page.locator('[data-order] button').first().click();
    await expect(page.getByRole('dialog').getByRole('listitem').first()).toBeVisible();
    await keep(page, `order-${look.name}`);
    await page.keyboard.press('Escape');
    await page.getByRole('radio').nth(1).click();
    await expect(page.getByRole('table')).toBeVisible();
    await keep(page, `hours-table-${look.name}`);
    await page.locator('header').getByRole('button').click();
    await expect(page.getByRole('menu')).toBeVisible();
    await keep(page, `user-menu-${look.name}`);

    await page.goto(`${cloud.demo.cloudUrl}/sucursales`);
    const tills = page.getByRole('region').first();
    await tills.getByRole('listitem').first().getByRole('button').click();
    await page.getByRole('menuitem').last().click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await keep(page, `revoke-${look.name}`);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
    await keep(page, `branches-${look.name}`);
    await tills.getByRole('button').nth(1).click();
    await expect(page.locator('output')).toBeVisible();
    await keep(page, `code-${look.name}`);
  });
}

/** Takes the picture, and holds the screen to what no picture may show: a page wider than its window, or axe's serious faults. */
async function keep(page: Page, name: string): Promise<void> {
  await page.waitForTimeout(250);
  await picture(page, name);
  expect.soft(await sidewaysScroll(page), `${name} scrolls sideways`).toBe(0);
  expect.soft(await seriousFaults(page), `${name} has faults`).toEqual([]);
}

/**
 * A day that is hard to lay out: long names, every kind of payment, a till that holds a fortune, and the largest order,
 * cancelled so that the bars of all the others stay visible beside it.
 */
async function sellADay({ demo }: CloudUnderTest): Promise<void> {
  const { cloudUrl, codes, staff } = demo;
  const actorId = staff[1]?.id ?? '';
  const norte = await TestTill.enrol(cloudUrl, { code: codes['Norte'] ?? '', name: 'Caja principal de la plazoleta, piso 2', actorId });
  const centro = await TestTill.enrol(cloudUrl, { code: codes['Centro'] ?? '', name: 'Caja 1', actorId });
  await norte.sell(salesOf({ count: 80, step: 7 }), { count: 37, value: money(99_999_999), oldestAt: Date.now() - 45 * 60_000 });
  await centro.sell(salesOf({ count: 60, step: 11 }));
  await centro.sell([theLongest()]);
}

const METHODS: readonly PaymentMethod[] = ['cash', 'nequi', 'card', 'cash', 'bank_transfer', 'daviplata'];
const TYPES: readonly OrderType[] = ['counter', 'takeaway', 'dine_in', 'delivery'];

function salesOf({ count, step }: { readonly count: number; readonly step: number }): Sale[] {
  const minutes = 10 * 60;
  return Array.from({ length: count }, (_, index) => ({
    at: Date.now() - (minutes - Math.round((minutes * index) / count)) * 60_000 - 60_000,
    method: METHODS[index % METHODS.length] ?? 'cash',
    type: TYPES[(index * step) % TYPES.length] ?? 'counter',
    cancelled: index % 29 === 28,
    lines: [
      aLine({ name: 'Salchipapa ranchera', unitPrice: money(14_000 + ((index * step) % 9) * 1000), quantity: 1 + (index % 3) }),
      aLine({ name: 'Gaseosa 400 ml', unitPrice: money(4_000) }),
    ],
  }));
}

function theLongest(): Sale {
  const name = 'Salchipapa mixta de la casa con todo y doble porción de queso fundido';
  const choices = [
    { groupId: id(1), optionId: id(2), kind: 'choice' as const, name: 'Salsa rosada de la abuela', quantity: 1, price: money(0) },
    { groupId: id(1), optionId: id(3), kind: 'extra' as const, name: 'Queso doble crema gratinado', quantity: 2, price: money(9_000) },
    { groupId: id(4), optionId: id(5), kind: 'removal' as const, name: 'cebolla', quantity: 1, price: money(0) },
  ];
  return {
    at: Date.now() - 30_000,
    method: 'cash',
    type: 'dine_in',
    cancelled: true,
    lines: [
      aLine({
        name,
        unitPrice: money(99_950_999),
        choices,
        note: 'bien tostadas, con la salsa aparte y sin sal, por favor',
        size: { id: id(6), name: 'Familiar para cuatro' },
      }),
      aLine({ name: 'Gaseosa 1,5 L', unitPrice: money(9_000), quantity: 4 }),
      aLine({ name: 'Bolsa', unitPrice: money(4_000), tax: { code: 'NONE', rateBp: 0 } }),
    ],
  };
}

function id(last: number): string {
  return `00000000-0000-4000-8000-00000000000${last}`;
}
