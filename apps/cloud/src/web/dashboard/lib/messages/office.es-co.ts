import { apiKeysEsCo } from './api-keys.es-co.ts';
import { menuEsCo } from './menu.es-co.ts';
import { operatorEsCo } from './operator.es-co.ts';
import { removalEsCo } from './removal.es-co.ts';
import { reportsEsCo } from './reports.es-co.ts';
import { stockEsCo } from './stock.es-co.ts';

/** Words of the pages that nobody opens first: they come with the page, so that the morning page is light. */
export const officeEsCo = {
  menu: menuEsCo,
  operator: operatorEsCo,
  stock: stockEsCo,
  reports: reportsEsCo,
  apiKeys: apiKeysEsCo,
  removal: removalEsCo,
};
