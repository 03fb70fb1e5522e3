import { DEFAULT_CASH_SETTINGS } from '@fastops/shared/cash/settings';
import { DEFAULT_KITCHEN } from '@fastops/shared/kitchen/station';
import { DEFAULT_SERVICE_SETTINGS } from '@fastops/shared/delivery/service-settings';
import { DEFAULT_SELLING } from '@fastops/shared/selling/settings';
import { DEFAULT_LAYOUT } from '@fastops/shared/printing/ticket-layout';
import { upsertRole } from '../modules/access/access.store.ts';
import { saveCatalog } from '../modules/catalog/catalog.service.ts';
import { seatUser } from '../modules/identity/identity.service.ts';
import { hireStaff } from '../modules/tenancy/tenancy.service.ts';
import { aClosedShift } from './a-z.ts';
import { API_SAYS_NO, apiQuestions } from './api-questions.ts';
import type { CloudUnderTest } from './cloud-under-test.ts';
import { aCompany, aLine, aTill, DAY, NO_CUSTODY, reopened, type TestCompany, type TestTill } from './shop.ts';

/** What every text of the other company holds: it must not be seen from here. */
export const CANARY = 'KANARIENVOGEL';
/** An id that nothing has. */
export const NOWHERE = '00000000-0000-4000-8000-00000000dead';

/** The other company's things, as somebody who had seen their ids would name them. */
export type Target = {
  readonly companyId: string;
  readonly userId: string;
  readonly branchId: string;
  readonly orderId: string;
  readonly productId: string;
  readonly zHash: string;
  readonly forkId: string;
  readonly till: TestTill;
};

/** Every procedure's question about those things. The router's own list decides which must be here. */
export function questions(target: Target): Readonly<Record<string, unknown>> {
  const those = {
    ...peopleQuestions(target),
    ...keyQuestions(target),
    ...tillQuestions(target),
    ...subscriptionQuestions,
    ...tenancyQuestions(target),
    ...reportQuestions(target),
  };
  return { ...those, ...stockQuestions(target), ...apiQuestions(target) };
}

function stockQuestions({ branchId }: Target): Readonly<Record<string, unknown>> {
  const period = { branchId, from: DAY, to: DAY };
  const waste = { type: 'stock.wasted', body: { reason: 'burnt', lines: [{ ingredientId: NOWHERE, quantity: 1 }] } };
  const order = { id: NOWHERE, branchId, supplierId: NOWHERE, number: 1, orderedOn: DAY, state: 'open' };
  return {
    'stock.incoming': { branchId },
    'stock.levels': { branchId },
    'stock.manage': { branchId, id: NOWHERE, paper: waste },
    'stock.orders': { branchId },
    'stock.papers': period,
    'stock.photo': { branchId, id: NOWHERE },
    'stock.saveOrder': { branchId, order: { ...order, lines: [{ ingredientId: NOWHERE, quantity: 1, cost: 1 }] } },
    'stock.shifts': period,
    'stock.suggestions': { branchId },
    'stock.variance': period,
    'stock.write': { branchId, id: NOWHERE, paper: waste },
  };
}

function reportQuestions({ branchId }: Target): Readonly<Record<string, unknown>> {
  const period = { from: DAY, to: DAY, branchIds: [branchId] };
  return {
    'reports.acts': period,
    'reports.drawers': period,
    'reports.foodCost': period,
    'reports.kitchen': period,
    'reports.limits': undefined,
    'reports.mix': period,
    'reports.morning': undefined,
    'reports.people': period,
    'reports.sales': { ...period, by: 'product' },
    'reports.removeView': { id: NOWHERE },
    'reports.saveLimits': { silentMinutes: 30, voidBp: 300, voidCount: 3, lateMinutes: 10, latePercent: 15, lateCount: 3 },
    'reports.saveView': {
      id: NOWHERE,
      name: 'Mi vista',
      view: { kind: 'sales', by: 'day', preset: 'last7', branchIds: [branchId] },
      send: 'daily',
      language: 'es',
    },
    'reports.tickets': period,
    'reports.transfers': period,
    'reports.views': undefined,
  };
}

const subscriptionQuestions: Readonly<Record<string, unknown>> = {
  'subscriptions.cancel': undefined,
  'subscriptions.choosePlan': { plan: 'chain' },
  'subscriptions.invoice': { id: NOWHERE },
  'subscriptions.keep': undefined,
  'subscriptions.overview': undefined,
  'subscriptions.pay': undefined,
  'subscriptions.returned': { transactionId: '1-1-1' },
};

function keyQuestions({ companyId, userId, branchId }: Target): Readonly<Record<string, unknown>> {
  const refreshToken = `frt_${userId.replaceAll('-', '')}_1_${'x'.repeat(43)}`;
  return {
    'apiAuth.login': { email: `owner@${CANARY.toLowerCase()}.co`, password: 'a guess', companyId },
    'apiAuth.logout': { refreshToken },
    'apiAuth.refresh': { refreshToken },
    'apiKeys.create': { name: 'Contabilidad', permissions: ['reports.view'], branchIds: [branchId], expiresAt: null },
    'apiKeys.list': undefined,
    'apiKeys.revoke': { id: NOWHERE },
  };
}

function peopleQuestions({ companyId, userId, branchId, orderId, zHash }: Target): Readonly<Record<string, unknown>> {
  return {
    'access.assign': { userId, roleId: 'cashier', branchId },
    'access.explain': { userId, branchId },
    'access.limits': { branchId },
    'access.saveLimits': { branchId, roleId: 'cashier', limits: { voidAmount: 5_000 } },
    'access.override': { userId, permission: 'orders.sell', branchId, effect: 'deny' },
    'access.people': undefined,
    'access.retireRole': { roleId: NOWHERE },
    'access.roles': undefined,
    'access.saveRole': { id: NOWHERE, name: 'Turno', description: '', parents: [], permissions: ['orders.read'] },
    'access.suspend': { userId, suspended: true },
    'access.unassign': { userId, roleId: 'cashier', branchId },
    'account.changePassword': { current: 'not mine', password: 'salchipapa con queso' },
    'account.endOtherSessions': undefined,
    'account.endSession': { sessionId: 'none' },
    'account.requestReset': { email: `owner@${CANARY.toLowerCase()}.co` },
    'account.resetPassword': { token: 'A'.repeat(43), password: 'salchipapa con queso' },
    'account.sessions': undefined,
    'audit.list': {},
    'audit.verify': undefined,
    'auth.companies': undefined,
    'auth.login': { email: `owner@${CANARY.toLowerCase()}.co`, password: 'a guess' },
    'auth.logout': undefined,
    'auth.me': undefined,
    'auth.switchCompany': { companyId },
    'branches.list': undefined,
    'cash.sessions': { branchId },
    'cash.saveSettings': { branchId, cash: DEFAULT_CASH_SETTINGS },
    'cash.saveTax': { branchId, tax: 'INC' },
    'cash.settings': { branchId },
    'cash.z': { hash: zHash },
    'catalog.history': {},
    'catalog.menu': undefined,
    'catalog.products': undefined,
    'catalog.save': {
      docs: [{ kind: 'quick-note', id: NOWHERE, deleted: false, doc: { id: NOWHERE, text: 'sin sal', categoryIds: [], sort: 1 } }],
    },
    'customers.list': { branchId },
    'customers.account': { id: NOWHERE },
    'dashboard.live': undefined,
    'dashboard.order': { id: orderId },
    'dashboard.today': undefined,
    'kitchen.followCompany': { branchId },
    'kitchen.saveSettings': { branchId, kitchen: DEFAULT_KITCHEN, version: 0 },
    'kitchen.settings': { branchId },
    'kitchen.times': { branchId, businessDay: DAY },
    'kitchen.unseen': undefined,
    'invitations.accept': { token: 'A'.repeat(43), name: 'Nadie', password: 'salchipapa con queso' },
    'invitations.create': { email: 'nueva@x.co', roleId: 'cook', branchId },
    'invitations.list': undefined,
    'invitations.look': { token: 'A'.repeat(43) },
    'invitations.withdraw': { id: NOWHERE },
    'secondFactor.begin': undefined,
    'secondFactor.status': undefined,
    'secondFactor.turnOff': { password: 'not mine' },
    'secondFactor.turnOn': { code: '000000' },
    'settings.service': { branchId },
    'settings.saveSelling': { branchId, selling: DEFAULT_SELLING, version: 0 },
    'settings.saveService': { branchId, service: DEFAULT_SERVICE_SETTINGS, version: 0 },
    'staff.everybody': undefined,
    'staff.list': { branchId },
    'staff.roles': undefined,
    'staff.resetPin': { id: NOWHERE, pin: '4071' },
    'staff.save': { id: '00000000-0000-4000-8000-0000000000aa', name: 'Nueva', role: 'cook', branchId, alsoAt: [], status: 'working' },
  };
}

function tillQuestions({ branchId, orderId, forkId, till }: Target): Readonly<Record<string, unknown>> {
  const { terminalId, streamId } = till.identity;
  const head = till.log.at(-1);
  return {
    'commissioning.latest': undefined,
    'commissioning.save': { report: 'fastops-commissioning:{}', signature: 'A'.repeat(86) },
    'staff.first': { name: 'Marta', pin: '482159' },
    'releases.branchFile': { branchId, withCode: true, terminalName: 'Caja', role: 'till', channel: 'stable', brand: {}, printers: [] },
    'releases.check': { version: '0.1.0', platform: 'linux-x64', channel: 'stable', result: null },
    'releases.saveWindow': { branchId, window: { fromHour: 2, toHour: 5 } },
    'releases.versions': undefined,
    'releases.window': { branchId },
    'sync.acknowledgeFork': { streamId: forkId },
    'sync.aggregate': { entityId: orderId },
    'sync.admit': { terminalId },
    'sync.bringFile': { terminalId, streamId, firstSeq: 1, prevHash: '0'.repeat(64), events: till.log },
    'sync.dismiss': { terminalId, note: 'no es nuestro' },
    'sync.leftBehind': undefined,
    'sync.surrender': {
      terminalId,
      nonce: '1.x',
      signature: 'A'.repeat(86),
      streamId,
      series: 'A',
      firstSeq: 1,
      prevHash: '0'.repeat(64),
      events: till.log,
    },
    'sync.annotate': { streamId, seq: till.log.length, note: 'mirado' },
    'sync.custody': undefined,
    'sync.forks': undefined,
    'sync.grant': undefined,
    'sync.hello': {
      streamId,
      lastSeq: 5,
      lastHash: head?.hash ?? '0'.repeat(64),
      protocol: 1,
      appVersion: '1',
      deviceTime: 1,
      custody: NO_CUSTODY,
    },
    'sync.openStream': { streamId: NOWHERE, series: 'A2', reason: 'fork', previous: { streamId, lastSeq: 1, lastHash: '0'.repeat(64) } },
    'sync.poke': undefined,
    'sync.pull': { scope: 'branch', epoch: 'epoch-1', after: 0 },
    'sync.pullThin': { scope: 'branch', epoch: 'epoch-1', after: 0 },
    'sync.push': { streamId, firstSeq: 1, prevHash: '0'.repeat(64), events: till.log, custody: NO_CUSTODY },
    'sync.quarantine': { open: false },
    'sync.relay': { streamId, firstSeq: 1, prevHash: '0'.repeat(64), events: till.log },
    'sync.reproject': undefined,
    'sync.resolve': { streamId, seq: till.log.length, note: 'resuelto' },
    'terminals.certificate': undefined,
    'tickets.now': undefined,
    'tickets.save': { layout: DEFAULT_LAYOUT, logo: null, version: 0 },
    'terminals.challenge': undefined,
    'terminals.comeBack': {
      certificate: 'x.y.z',
      nonce: '1.x',
      signature: 'A'.repeat(86),
      stream: { streamId, series: 'A', lastSeq: 0, lastHash: '0'.repeat(64) },
    },
    'terminals.createCode': { branchId },
    'terminals.enrol': { code: 'AAAA-AAAA', publicKey: 'A'.repeat(43), terminalName: 'Caja' },
    'terminals.farewell': { terminalId, nonce: '1.x', asked: 'A'.repeat(43), signature: 'A'.repeat(86) },
    'terminals.list': undefined,
    'terminals.removalCheck': undefined,
    'terminals.removalCode': { terminalId },
    'terminals.revoke': { terminalId },
    'terminals.token': { terminalId, nonce: '1.x', signature: 'A'.repeat(86) },
  };
}

/** A company in which every text that a person may write holds the canary. */
export async function furnish(cloud: CloudUnderTest, name: string): Promise<{ company: TestCompany; target: Target }> {
  const company = await aCompany(cloud, name);
  const newId = () => cloud.services.machine.newId();
  const [branchId] = company.branches;
  const userId = newId();
  const { companyId } = company;
  await cloud.services.db.beforeCompany((sql) =>
    seatUser(sql, { id: userId, email: `${userId}@x.co`, name: `Pía ${name}`, passwordHash: 'none', role: 'cook', companyId }),
  );
  await cloud.services.db.inCompany(companyId, (sql) =>
    upsertRole(sql, { id: newId(), name: `Rol ${name}`, description: '', parents: [], permissions: [] }),
  );
  const productId = newId();
  await cloud.services.db.inCompany(company.companyId, async (sql) => {
    await hireStaff(sql, { id: newId(), name: `Ana ${name}`, role: 'cashier', pinHash: `hash ${name}`, branchId });
    const product = {
      id: productId,
      categoryId: newId(),
      name: `Papa ${name}`,
      kind: 'single',
      price: 9_000,
      sizes: [],
      groupIds: [],
      soldOut: false,
      sort: 1,
    };
    const doc = { ...product, tax: { code: 'INC', rateBp: 800 }, stations: [`freidora ${name}`] };
    await saveCatalog(sql, [{ kind: 'product', id: product.id, deleted: false, doc }], { notify: cloud.services.fanout.notify, now: 1 });
  });
  const till = await aTill(cloud, company, branchId);
  const orderId = till.sell(13_000);
  till.add({
    type: 'order.line-added',
    entityId: orderId,
    rev: 6,
    body: { line: { ...aLine(newId, 1_000), name: `Línea ${name}`, note: `nota ${name}` } },
  });
  till.add({ type: 'order.cancelled', entityId: till.sell(2_000), rev: 6, body: { reason: `porque ${name}` } });
  const { z } = aClosedShift(till, newId, { staffId: newId(), name: `Ana ${name}` });
  // Set aside, since no version knows it: its text is the company's too.
  till.add({ type: 'order.from-the-future', entityId: orderId, rev: 9, body: { text: `futuro ${name}` } });
  await till.push();
  const { streamId: forkId } = await reopened(cloud, till, 3);
  return { company, target: { companyId: company.companyId, userId, branchId, orderId, productId, zHash: z.hash, forkId, till } };
}

/** What the use case itself says to these questions, once somebody is let in. */
const PLACE = { name: 'Sur', address: 'Calle 1', city: 'Bogotá', phone: '601', timeZone: 'America/Bogota', dayStartHour: 5 };

/** Beginning a company, and its branches and terminals. */
export function tenancyQuestions({ branchId, companyId, till }: Target): Readonly<Record<string, unknown>> {
  const token = 'A'.repeat(43);
  return {
    'branches.archive': { branchId },
    'branches.create': { ...PLACE, name: `Sur ${Math.random()}`, tax: 'INC' },
    'branches.details': undefined,
    'branches.edit': { ...PLACE, branchId, name: `Sede ${branchId}` },
    'branches.restore': { branchId },
    'company.askForExport': undefined,
    'company.close': { name: 'nobody', password: 'a guess' },
    'company.exports': undefined,
    'company.keepOpen': undefined,
    'company.life': undefined,
    'operator.actAs': { companyId, reason: 'a look' },
    'operator.billing': { companyId },
    'operator.buryLetters': { ids: ['none'] },
    'operator.changePlan': { companyId, plan: 'chain', reason: 'a look' },
    'operator.companies': { text: '', after: '' },
    'operator.deadLetters': undefined,
    'operator.invoices': { state: 'open', text: '', after: '' },
    'operator.login': { email: 'nobody@x.co', password: 'a guess' },
    'operator.logout': undefined,
    'operator.me': undefined,
    'operator.payByHand': { companyId, invoiceId: NOWHERE, note: 'a look' },
    'operator.reviveLetters': { ids: ['none'] },
    'operator.suspend': { companyId, suspended: true, reason: 'a look' },
    'signup.finish': {
      token,
      password: 'salchipapa con queso',
      person: 'Nadie',
      company: { country: 'CO', name: 'Nada', legalName: 'Nada', nit: '900123456-8' },
      tax: 'INC',
      branch: PLACE,
      menu: 'demo',
      cashier: { name: 'Nadie', pin: '4071' },
    },
    'signup.keep': { token, draft: {} },
    'signup.look': { token },
    'signup.request': { email: 'nadie@x.co', language: 'es' },
    'terminals.rename': { terminalId: till.identity.terminalId, name: 'Otra' },
  };
}

export const SAYS_NO: Readonly<Record<string, string>> = {
  ...API_SAYS_NO,
  'account.changePassword': 'BAD_REQUEST password.wrong',
  'branches.archive': 'BAD_REQUEST branch.has-terminals',
  'company.close': 'BAD_REQUEST password.wrong',
  'company.keepOpen': 'BAD_REQUEST company.not-closing',
  'secondFactor.turnOff': 'BAD_REQUEST password.wrong',
  'secondFactor.turnOn': 'BAD_REQUEST factor.',
  'staff.first': 'BAD_REQUEST staff.not-first',
  'commissioning.save': 'BAD_REQUEST commissioning.unsigned',
  'customers.account': 'NOT_FOUND customer.not-found',
  'sync.admit': 'NOT_FOUND left-behind.not-found',
  'sync.bringFile': 'NOT_FOUND left-behind.not-found',
  'sync.dismiss': 'NOT_FOUND left-behind.not-found',
  'staff.resetPin': 'NOT_FOUND staff.not-found',
  'apiKeys.revoke': 'NOT_FOUND api-key.not-found',
  'stock.photo': 'BAD_REQUEST stock.no-photo',
  'stock.write': 'BAD_REQUEST stock.unknown-ingredient',
  'stock.manage': 'BAD_REQUEST stock.unknown-ingredient',
  'subscriptions.invoice': 'NOT_FOUND invoice.not-found',
  'subscriptions.returned': 'NOT_FOUND payment.not-found',
  'invitations.withdraw': 'NOT_FOUND invitation.not-found',
};
