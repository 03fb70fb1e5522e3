import { apiRouter } from '../modules/api/api.router.ts';
import { accessRouter } from '../modules/access/access.router.ts';
import { apiKeysRouter } from '../modules/api-keys/api-keys.router.ts';
import { auditRouter } from '../modules/audit/audit.router.ts';
import { cashRouter } from '../modules/cash/cash.router.ts';
import { catalogRouter } from '../modules/catalog/catalog.router.ts';
import { commissioningRouter } from '../modules/commissioning/commissioning.router.ts';
import { customersRouter } from '../modules/customers/customers.router.ts';
import { dashboardRouter } from '../modules/dashboard/dashboard.router.ts';
import { accountRouter, invitationsRouter, secondFactorRouter } from '../modules/identity/account.router.ts';
import { apiAuthRouter, authRouter } from '../modules/identity/identity.router.ts';
import { staffRouter } from '../modules/staff/staff.router.ts';
import { kitchenRouter } from '../modules/kitchen/kitchen.router.ts';
import { releasesRouter } from '../modules/releases/releases.router.ts';
import { reportsRouter } from '../modules/reports/reports.router.ts';
import { signupRouter } from '../modules/signup/signup.router.ts';
import { stockRouter } from '../modules/stock/stock.router.ts';
import { settingsRouter } from '../modules/settings/settings.router.ts';
import { subscriptionsRouter } from '../modules/subscriptions/subscriptions.router.ts';
import { syncRouter } from '../modules/sync/sync.router.ts';
import { operatorRouter } from '../modules/operators/operators.router.ts';
import { companyRouter } from '../modules/tenancy/company.router.ts';
import { branchesRouter } from '../modules/tenancy/tenancy.router.ts';
import { terminalsRouter } from '../modules/terminals/terminals.router.ts';
import { ticketsRouter } from '../modules/tickets/tickets.router.ts';
import { router } from './procedures.ts';

/** Everything the cloud answers: owners, terminals, API clients. */
export const cloudRouter = router({
  access: accessRouter,
  account: accountRouter,
  api: apiRouter,
  audit: auditRouter,
  auth: authRouter,
  branches: branchesRouter,
  cash: cashRouter,
  catalog: catalogRouter,
  commissioning: commissioningRouter,
  customers: customersRouter,
  dashboard: dashboardRouter,
  invitations: invitationsRouter,
  kitchen: kitchenRouter,
  secondFactor: secondFactorRouter,
  staff: staffRouter,
  settings: settingsRouter,
  subscriptions: subscriptionsRouter,
  sync: syncRouter,
  terminals: terminalsRouter,
  tickets: ticketsRouter,
  releases: releasesRouter,
  reports: reportsRouter,
  signup: signupRouter,
  stock: stockRouter,
  company: companyRouter,
  operator: operatorRouter,
  apiAuth: apiAuthRouter,
  apiKeys: apiKeysRouter,
});

/** What the dashboard imports, as a type only. */
export type CloudRouter = typeof cloudRouter;
