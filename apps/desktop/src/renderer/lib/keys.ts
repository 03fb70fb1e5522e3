import type { OrderType } from '@fastops/shared/orders/order.events';

/** What opens from anywhere at the till, by the key that opens it: nothing opens without one. */
export const PANEL_KEYS = {
  orders: 'F8',
  waiting: 'Alt+V',
  drivers: 'Alt+D',
  cash: 'Alt+C',
  'cash-movement': 'Alt+M',
  'close-shift': 'Alt+T',
  kitchen: 'Alt+K',
  stock: 'Alt+I',
  printing: 'Alt+P',
  sync: 'Alt+N',
  lan: 'Alt+R',
  backups: 'Alt+S',
  display: 'Alt+U',
  device: 'Alt+E',
} as const;
export type Panel = keyof typeof PANEL_KEYS;

/** What is done with whole orders. */
export const WORK_KEYS = {
  held: 'F5',
  tables: 'F10',
  customers: 'F11',
  serving: 'Alt+Q',
  split: 'Alt+B',
  merge: 'Alt+J',
  'course-hold': 'Alt+H',
  'course-fire': 'Alt+G',
  leave: 'Alt+A',
  discard: 'Alt+X',
  'send-held': 'Alt+W',
} as const;
export type Work = keyof typeof WORK_KEYS;

export const TYPE_KEYS = {
  counter: 'Alt+1',
  dine_in: 'Alt+2',
  takeaway: 'Alt+3',
  delivery: 'Alt+4',
  pickup: 'Alt+5',
  staff_meal: 'Alt+6',
} as const satisfies Record<OrderType, string>;

export const MENU_KEY = 'F12';
export const LOCK_KEY = 'Alt+L';

/** While an order is being paid. */
export const PAY_KEYS = { discount: 'Alt+D', tip: 'Alt+P', amount: 'Alt+O', all: 'Alt+T' } as const;

/** The means of payment, by their place in the column: `Alt+1` is the first. */
export function placeKey(place: number): string {
  return `Alt+${place + 1}`;
}
