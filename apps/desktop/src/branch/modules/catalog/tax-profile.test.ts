import { afterEach, expect, test } from 'vitest';
import { money } from '@fastops/shared/base/money';
import { PROFILE_TAX, type TaxProfile } from '@fastops/shared/catalog/tax-profile';
import { previewLines } from '@fastops/shared/printing/layout';
import type { PrintDocument } from '@fastops/shared/printing/document';
import { acceptGrant } from '../../adapters/enrolment.ts';
import { aGrant, anOrder, demolish, onShift, openTill, signedGrant, type Till } from '../../testing/branch-fixture.ts';

let till: Till;
afterEach(() => demolish(till));

/** The branch charges something else from now on, as its next grant says. */
function charge(profile: TaxProfile, version: number): void {
  const { branch } = aGrant();
  acceptGrant(till.core, till.secrets, signedGrant(aGrant({ version, branch: { ...branch, tax: PROFILE_TAX[profile] } })));
}

const sell = async () => {
  const order = anOrder(till);
  const answer = await till.call.orders.ringUp(order);
  if (!answer.ok) throw new Error(answer.refusal.code);
  return answer.value;
};
const receipts = () =>
  till.core.db
    .all<{ document: string }>("SELECT document FROM print_jobs WHERE kind = 'receipt' ORDER BY label")
    .map(({ document }) => previewLines(JSON.parse(document) as PrintDocument, { columns: 48, codePage: 'cp858' }).join('\n'));

test('one menu under three profiles: each sale keeps the tax it was sold with, and its ticket shows that split', async () => {
  till = await onShift(openTill(), 'laura');
  const transport = { kind: 'tcp', host: '127.0.0.1', port: 9 } as const;
  await till.call.printing.add({ id: till.newId(), name: 'Caja', role: 'receipt', profileId: 'generic-80', transport });
  const inc = await sell();
  charge('IVA', 2);
  const iva = await sell();
  charge('NOT_RESPONSIBLE', 3);
  const none = await sell();
  expect(inc.totals.taxes).toEqual([{ code: 'INC', rateBp: 800, gross: 25_000, base: 2_314_815, tax: 185_185 }]);
  expect(iva.totals.taxes).toEqual([{ code: 'IVA', rateBp: 1_900, gross: 25_000, base: 2_100_840, tax: 399_160 }]);
  expect(none.totals.taxes).toEqual([{ code: 'NONE', rateBp: 0, gross: 25_000, base: 2_500_000, tax: 0 }]);
  for (const { id, totals } of [inc, iva, none]) expect(await till.call.orders.find({ orderId: id })).toMatchObject({ value: { totals } });
  const [first, second, third] = receipts();
  expect(first).toMatch(/INC 8 % incluido +\$ 1\.852/);
  expect(second).toMatch(/IVA 19 % incluido +\$ 3\.992/);
  expect(third).not.toMatch(/INC|IVA \d|Base|incluido/);
  expect(
    [first, second, third].map(
      (paper) => /Responsable del impuesto al consumo|No responsable de IVA|Responsable de IVA/.exec(paper ?? '')?.[0],
    ),
  ).toEqual(['Responsable del impuesto al consumo', 'Responsable de IVA', 'No responsable de IVA']);
  for (const paper of [first, second, third]) expect(paper).toMatch(/TOTAL +\$ 25\.000/);
  const { products } = await till.call.catalog.menu();
  expect(products.map(({ tax }) => tax.code)).toEqual(['NONE', 'NONE']);
  expect(none.totals.total).toBe(money(25_000));
});
