import { catalogRouter } from '../modules/catalog/catalog.router.ts';
import { kitchenRouter } from '../modules/kitchen/kitchen.router.ts';
import { greet, pairingRouter, tillPeerRouter } from '../modules/lan/hub.router.ts';
import { ordersRouter } from '../modules/orders/orders.router.ts';
import { terminalRouter } from '../modules/terminal/terminal.router.ts';
import { router } from './procedures.ts';

/** What comes in through the LAN door, one price list per kind of key; a key that nobody pinned can only pair. */
export const lanRouters = {
  stranger: router({ pairing: pairingRouter }),
  till: router({ peer: tillPeerRouter }),
  /** The screens' own procedures, those that a kitchen needs and no other. */
  kitchen: router({
    kitchen: kitchenRouter,
    peer: router({ greet }),
    terminal: router({ status: terminalRouter.status, changes: terminalRouter.changes }),
    orders: router({ recent: ordersRouter.recent, find: ordersRouter.find }),
  }),
  /** What a browser in the kitchen gets: the board, and what has run out. */
  screen: router({
    kitchen: kitchenRouter,
    catalog: router({ menu: catalogRouter.menu, setSoldOut: catalogRouter.setSoldOut }),
  }),
} as const;

/** See {@link lanRouters}; for clients, as a type only. */
export type KitchenRouter = typeof lanRouters.kitchen;
