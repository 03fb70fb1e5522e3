import { router } from '../../rpc/procedures.ts';
import { assignmentsRouter, rolesRouter, usersRouter } from './access.router.ts';
import { categoriesRouter, ingredientsRouter, modifierGroupsRouter, productsRouter, recipesRouter, soldOutRouter } from './menu.router.ts';
import { cashSessionsRouter, inventoryRouter, ordersRouter } from './orders.router.ts';
import { apiReportsRouter } from './reports.router.ts';
import { apiBranchesRouter, companiesRouter } from './tenancy.router.ts';

/**
 * The public API's resources. Their shapes are a promise to other people's programs, so they are procedures of their own beside
 * the dashboard's, over the same services: the dashboard's may change with a screen.
 */
export const apiRouter = router({
  assignments: assignmentsRouter,
  branches: apiBranchesRouter,
  cashSessions: cashSessionsRouter,
  categories: categoriesRouter,
  companies: companiesRouter,
  ingredients: ingredientsRouter,
  inventory: inventoryRouter,
  modifierGroups: modifierGroupsRouter,
  orders: ordersRouter,
  products: productsRouter,
  recipes: recipesRouter,
  reports: apiReportsRouter,
  roles: rolesRouter,
  soldOut: soldOutRouter,
  users: usersRouter,
});
