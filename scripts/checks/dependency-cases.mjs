// A small house that keeps every import rule, and one planted violation for each way to break one.

const BRANCH = 'apps/desktop/src/branch';
const SERVER = 'apps/cloud/src/server';
const DASHBOARD = 'apps/cloud/src/web/dashboard';
const RENDERER = 'apps/desktop/src/renderer';

/** Packages that the house imports; each is an empty file. */
export const FAKE_PACKAGES = ['zod', 'electron', 'better-sqlite3', 'postgres', '@electric-sql/pglite', 'react', '@base-ui/react', 'lucide-react', '@fontsource-variable/inter', 'fastify', 'vitest', 'recharts'];

/** path → imports; each of them is allowed, so the untouched house must be clean. */
export const CLEAN_HOUSE = {
  'packages/shared/src/base/money.ts': ['zod'],
  'packages/shared/src/orders/order.fold.ts': ['zod', '../base/money.ts'],
  'packages/shared/src/orders/order.test.ts': ['vitest', './order.fold.ts'],
  'packages/ui/src/button.tsx': ['react', '@base-ui/react', 'lucide-react', '@fontsource-variable/inter', '@fastops/shared/base/money'],
  [`${BRANCH}/db/open.ts`]: ['better-sqlite3', 'node:fs'],
  [`${BRANCH}/devices/tcp.ts`]: ['node:net', '../modules/printing/printing.port.ts'],
  [`${BRANCH}/modules/printing/printing.port.ts`]: ['@fastops/shared/base/money'],
  [`${BRANCH}/modules/printing/printing.service.ts`]: ['./printing.port.ts', '@fastops/shared/orders/order.fold'],
  [`${BRANCH}/modules/orders/orders.store.ts`]: ['@fastops/shared/orders/order.fold'],
  [`${BRANCH}/modules/orders/orders.service.ts`]: ['./orders.store.ts', '../printing/printing.service.ts', '@fastops/shared/orders/order.fold'],
  [`${BRANCH}/modules/orders/orders.router.ts`]: ['./orders.service.ts', '../../rpc/procedures.ts', 'zod'],
  [`${BRANCH}/modules/orders/orders.test.ts`]: ['vitest', './orders.service.ts', './orders.store.ts', '../../testing/branch.ts', 'better-sqlite3'],
  [`${BRANCH}/testing/branch.ts`]: ['../compose.ts', 'better-sqlite3'],
  [`${BRANCH}/rpc/procedures.ts`]: [],
  [`${BRANCH}/rpc/router.ts`]: ['../modules/orders/orders.router.ts'],
  [`${BRANCH}/compose.ts`]: ['./db/open.ts', './rpc/router.ts', './devices/tcp.ts', './modules/orders/orders.store.ts'],
  [`${BRANCH}/index.ts`]: ['./compose.ts'],
  'apps/desktop/src/main/index.ts': ['electron'],
  'apps/desktop/src/preload/index.ts': ['electron'],
  [`${RENDERER}/app/main.tsx`]: ['react', '../features/sell/sell.screen.tsx', '../features/pay/pay.screen.tsx'],
  [`${RENDERER}/features/sell/sell.screen.tsx`]: ['react', '../../lib/format.ts', '@fastops/ui/button'],
  [`${RENDERER}/features/pay/pay.screen.tsx`]: ['react'],
  [`${RENDERER}/lib/format.ts`]: ['type ../../branch/rpc/router.ts'],
  [`${SERVER}/db/connect.ts`]: ['postgres', '@electric-sql/pglite'],
  [`${SERVER}/adapters/clock.ts`]: ['node:crypto'],
  [`${SERVER}/modules/sync/sync.store.ts`]: [],
  [`${SERVER}/modules/sync/sync.service.ts`]: ['./sync.store.ts'],
  [`${SERVER}/modules/tenancy/tenancy.service.ts`]: ['../sync/sync.service.ts'],
  [`${SERVER}/modules/tenancy/tenancy.router.ts`]: ['./tenancy.service.ts'],
  [`${SERVER}/rpc/router.ts`]: ['../modules/tenancy/tenancy.router.ts'],
  [`${SERVER}/compose.ts`]: ['./db/connect.ts', './rpc/router.ts', './adapters/clock.ts', 'fastify'],
  [`${DASHBOARD}/app/main.tsx`]: ['../features/today/today.screen.tsx'],
  [`${DASHBOARD}/features/today/today.screen.tsx`]: ['react', 'recharts', '../../lib/api.ts'],
  [`${DASHBOARD}/features/branches/branches.screen.tsx`]: ['react'],
  [`${DASHBOARD}/lib/api.ts`]: ['type ../../../server/rpc/router.ts'],
  'apps/cloud/src/web/menu/app/main.tsx': ['react'],
  'bench/ring-up.bench.ts': ['better-sqlite3', '@fastops/shared/base/money'],
};

/** [rule, file, import that breaks it]. Each lands in a new file of its own. */
export const VIOLATIONS = [
  ['no-cycles', 'packages/shared/src/orders/bad-cycle.ts', './bad-cycle-back.ts'],
  ['domain-is-pure', 'packages/shared/src/orders/bad-node.ts', 'node:fs'],
  ['domain-is-pure', 'packages/shared/src/orders/bad-npm.ts', 'react'],
  ['domain-is-pure', 'packages/shared/src/orders/bad-app.ts', `../../../../${BRANCH}/rpc/procedures.ts`],
  ['base-knows-no-module', 'packages/shared/src/base/bad-up.ts', '../orders/order.fold.ts'],
  ['store-looks-down', `${BRANCH}/modules/orders/bad-a.store.ts`, './orders.service.ts'],
  ['store-looks-down', `${BRANCH}/modules/orders/bad-b.store.ts`, '../../rpc/procedures.ts'],
  ['store-looks-down', `${SERVER}/modules/sync/bad-c.store.ts`, '../../adapters/clock.ts'],
  ['store-is-private', `${BRANCH}/modules/printing/bad-a.service.ts`, '../orders/orders.store.ts'],
  ['store-is-private', `${SERVER}/modules/tenancy/bad-b.service.ts`, '../sync/sync.store.ts'],
  ['store-only-from-service', `${BRANCH}/modules/orders/bad-a.router.ts`, './orders.store.ts'],
  ['store-only-from-service', `${BRANCH}/devices/bad-b.ts`, '../modules/orders/orders.store.ts'],
  ['service-looks-down', `${BRANCH}/modules/orders/bad-b.service.ts`, './orders.router.ts'],
  ['service-looks-down', `${BRANCH}/modules/orders/bad-c.service.ts`, '../../devices/tcp.ts'],
  ['service-touches-no-machine', `${BRANCH}/modules/orders/bad-d.service.ts`, 'node:crypto'],
  ['service-touches-no-machine', `${SERVER}/modules/sync/bad-e.service.ts`, 'fastify'],
  ['router-knows-service-only', `${BRANCH}/modules/orders/bad-b.router.ts`, '../../db/open.ts'],
  ['router-knows-service-only', `${SERVER}/modules/sync/bad-c.router.ts`, '../../adapters/clock.ts'],
  ['module-door-is-its-service', `${BRANCH}/modules/printing/bad-f.service.ts`, '../orders/orders.router.ts'],
  ['sql-driver-lives-in-db', `${BRANCH}/modules/orders/bad-g.store.ts`, 'better-sqlite3'],
  ['sql-driver-lives-in-db', `${SERVER}/adapters/bad-h.ts`, 'postgres'],
  ['sql-driver-lives-in-db', `${SERVER}/adapters/bad-i.ts`, '@electric-sql/pglite'],
  ['electron-lives-in-main-and-preload', `${BRANCH}/devices/bad-j.ts`, 'electron'],
  ['electron-lives-in-main-and-preload', `${RENDERER}/lib/bad-k.ts`, 'electron'],
  ['main-knows-no-business', 'apps/desktop/src/main/bad-l.ts', '../branch/modules/orders/orders.service.ts'],
  ['ui-reaches-core-by-type-only', `${RENDERER}/lib/bad-m.ts`, '../../branch/rpc/router.ts'],
  ['ui-reaches-core-by-type-only', `${DASHBOARD}/lib/bad-n.ts`, '../../../server/rpc/router.ts'],
  ['ui-types-come-from-the-router', `${RENDERER}/lib/bad-o.ts`, 'type ../../branch/modules/orders/orders.service.ts'],
  ['ui-is-not-node', `${RENDERER}/lib/bad-p.ts`, 'node:fs'],
  ['ui-is-not-node', `${DASHBOARD}/lib/bad-q.ts`, 'node:crypto'],
  ['features-are-islands', `${RENDERER}/features/sell/bad-r.tsx`, '../pay/pay.screen.tsx'],
  ['features-are-islands', `${DASHBOARD}/features/today/bad-s.tsx`, '../branches/branches.screen.tsx'],
  ['app-is-the-roof', `${RENDERER}/features/sell/bad-t.tsx`, '../../app/main.tsx'],
  ['app-is-the-roof', `${DASHBOARD}/lib/bad-u.ts`, '../app/main.tsx'],
  ['lib-knows-no-feature', `${RENDERER}/lib/bad-v.ts`, '../features/pay/pay.screen.tsx'],
  ['lib-knows-no-feature', `${DASHBOARD}/lib/bad-w.ts`, '../features/today/today.screen.tsx'],
  ['web-apps-are-islands', 'apps/cloud/src/web/menu/app/bad-x.tsx', '../../dashboard/lib/api.ts'],
  ['apps-are-islands', `${SERVER}/adapters/bad-y.ts`, `../../../../../${BRANCH}/rpc/procedures.ts`],
  ['apps-are-islands', `${BRANCH}/devices/bad-z.ts`, `../../../../../${SERVER}/adapters/clock.ts`],
  ['ui-kit-is-bare', 'packages/ui/src/bad-a.tsx', '@fastops/shared/orders/order.fold'],
  ['ui-kit-is-bare', 'packages/ui/src/bad-b.tsx', 'recharts'],
  ['core-draws-nothing', `${BRANCH}/devices/bad-c.ts`, 'react'],
  ['core-draws-nothing', `${SERVER}/adapters/bad-d.ts`, '@fastops/ui/button'],
  ['no-test-code-in-product', `${BRANCH}/modules/orders/bad-h.service.ts`, './orders.test.ts'],
  ['no-test-code-in-product', `${BRANCH}/bad-e.ts`, './testing/branch.ts'],
  ['no-unresolvable', `${BRANCH}/bad-f.ts`, './nowhere.ts'],
  ['no-unresolvable', `${SERVER}/adapters/bad-g.ts`, '@fastops/shared/no/such-file'],
];

/** Files that only serve a violation above. */
export const ACCOMPLICES = { 'packages/shared/src/orders/bad-cycle-back.ts': ['./bad-cycle.ts'] };
