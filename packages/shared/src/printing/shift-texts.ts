import type { DrawerReason } from '../cash/drawer.events.ts';
import type { OrderType } from '../orders/order.events.ts';
import { ticketTextsEn, ticketTextsEs } from './ticket-texts.ts';

/** Words of an X and a Z on paper. */
export interface ShiftTexts {
  readonly x: string;
  readonly z: string;
  readonly businessDay: string;
  readonly terminal: string;
  readonly opened: string;
  readonly closed: string;
  readonly read: string;
  readonly cashier: string;
  readonly approved: string;
  readonly handovers: string;
  readonly sales: string;
  readonly tickets: string;
  readonly from: string;
  readonly gross: string;
  readonly discounts: string;
  readonly courtesies: string;
  readonly staffMeals: string;
  readonly net: string;
  readonly taxes: string;
  readonly base: string;
  readonly untaxed: string;
  readonly byType: string;
  readonly takings: string;
  readonly declared: string;
  readonly difference: string;
  readonly deposits: string;
  readonly rounding: string;
  readonly tips: string;
  readonly deliveryFees: string;
  /** Of a movement: change that a driver carries. */
  readonly driverChange: string;
  readonly notIncome: string;
  readonly byCash: string;
  readonly byBank: string;
  readonly exceptions: string;
  readonly voids: string;
  readonly cancelled: string;
  readonly refunds: string;
  readonly movements: Readonly<Record<'cash_in' | 'cash_out' | 'safe_drop', string>>;
  readonly movementsTitle: string;
  readonly openings: string;
  readonly reasons: Readonly<Record<DrawerReason, string>>;
  readonly unverified: string;
  readonly drawer: string;
  readonly float: string;
  readonly cashSales: string;
  readonly cashRefunds: string;
  readonly thirdParty: string;
  readonly expected: string;
  readonly counts: string;
  readonly counted: string;
  readonly denominations: string;
  readonly short: string;
  readonly over: string;
  readonly even: string;
  readonly reason: string;
  readonly floatLeft: string;
  readonly takenOut: string;
  readonly openOrders: string;
  readonly outcomes: Readonly<Record<'next-session' | 'other-till' | 'cancelled', string>>;
  readonly sharedDrawer: string;
  readonly signature: string;
  readonly chain: string;
  readonly orderTypes: Readonly<Record<OrderType, string>>;
  readonly payments: (typeof ticketTextsEs)['payments'];
}

/** Spanish as printed in Colombia: the default. */
export const shiftTextsEs: ShiftTexts = {
  x: 'CORTE X',
  z: 'CORTE Z',
  businessDay: 'Jornada',
  terminal: 'Caja',
  opened: 'Abrió',
  closed: 'Cerró',
  read: 'Leído',
  cashier: 'Responsable',
  approved: 'Autorizó',
  handovers: 'RELEVOS',
  sales: 'VENTAS',
  tickets: 'Tiquetes',
  from: 'Del',
  gross: 'Venta bruta',
  discounts: 'Descuentos',
  courtesies: 'Cortesías',
  staffMeals: 'Comidas de personal',
  net: 'VENTA NETA',
  taxes: 'IMPUESTOS INCLUIDOS',
  base: 'Base',
  untaxed: 'Sin impuesto',
  byType: 'POR TIPO DE PEDIDO',
  takings: 'MEDIOS DE PAGO',
  declared: 'Declarado',
  difference: 'Diferencia',
  deposits: 'Abonos a pedidos abiertos',
  rounding: 'Ajuste por efectivo',
  tips: 'PROPINAS',
  deliveryFees: 'DOMICILIOS',
  driverChange: 'Vueltas',
  notIncome: 'No son ingreso del negocio',
  byCash: 'En efectivo',
  byBank: 'Por banco o tarjeta',
  exceptions: 'EXCEPCIONES',
  voids: 'Anulaciones',
  cancelled: 'Pedidos cancelados',
  refunds: 'Devoluciones',
  movements: { cash_in: 'Entrada', cash_out: 'Salida', safe_drop: 'A caja fuerte' },
  movementsTitle: 'MOVIMIENTOS DE EFECTIVO',
  openings: 'APERTURAS DEL CAJÓN',
  reasons: {
    'sale-cash': 'Venta en efectivo',
    'no-sale': 'Sin venta',
    movement: 'Movimiento',
    refund: 'Devolución',
    count: 'Conteo',
    test: 'Prueba',
  },
  unverified: 'TRANSFERENCIAS POR VERIFICAR',
  drawer: 'EFECTIVO EN EL CAJÓN',
  float: 'Base',
  cashSales: 'Ventas en efectivo',
  cashRefunds: 'Devoluciones',
  thirdParty: 'Terceros pagados en efectivo',
  expected: 'DEBE HABER',
  counts: 'CONTEOS',
  counted: 'CONTADO',
  denominations: 'ARQUEO',
  short: 'FALTANTE',
  over: 'SOBRANTE',
  even: 'CUADRA',
  reason: 'Motivo',
  floatLeft: 'Base que queda',
  takenOut: 'Se retira',
  openOrders: 'PEDIDOS ABIERTOS',
  outcomes: { 'next-session': 'siguiente turno', 'other-till': 'otra caja', cancelled: 'cancelado' },
  sharedDrawer: 'Cajón compartido: la diferencia no es de una sola persona.',
  signature: 'Firma',
  chain: 'Sello',
  orderTypes: ticketTextsEs.orderTypes,
  payments: ticketTextsEs.payments,
};

/** English, the second language. */
export const shiftTextsEn: ShiftTexts = {
  x: 'X REPORT',
  z: 'Z REPORT',
  businessDay: 'Business day',
  terminal: 'Till',
  opened: 'Opened',
  closed: 'Closed',
  read: 'Read',
  cashier: 'Answers for it',
  approved: 'Approved by',
  handovers: 'HANDOVERS',
  sales: 'SALES',
  tickets: 'Tickets',
  from: 'From',
  gross: 'Gross sales',
  discounts: 'Discounts',
  courtesies: 'Courtesies',
  staffMeals: 'Staff meals',
  net: 'NET SALES',
  taxes: 'TAXES INCLUDED',
  base: 'Net of',
  untaxed: 'Untaxed',
  byType: 'BY ORDER TYPE',
  takings: 'PAYMENT METHODS',
  declared: 'Declared',
  difference: 'Difference',
  deposits: 'Deposits on open orders',
  rounding: 'Cash rounding',
  tips: 'TIPS',
  deliveryFees: 'DELIVERY FEES',
  driverChange: 'Change',
  notIncome: "Not the shop's income",
  byCash: 'In cash',
  byBank: 'By bank or card',
  exceptions: 'EXCEPTIONS',
  voids: 'Voids',
  cancelled: 'Cancelled orders',
  refunds: 'Refunds',
  movements: { cash_in: 'Cash in', cash_out: 'Cash out', safe_drop: 'Safe drop' },
  movementsTitle: 'CASH MOVEMENTS',
  openings: 'DRAWER OPENINGS',
  reasons: { 'sale-cash': 'Cash sale', 'no-sale': 'No sale', movement: 'Movement', refund: 'Refund', count: 'Count', test: 'Test' },
  unverified: 'TRANSFERS TO VERIFY',
  drawer: 'CASH IN THE DRAWER',
  float: 'Float',
  cashSales: 'Cash sales',
  cashRefunds: 'Refunds',
  thirdParty: 'Third parties paid in cash',
  expected: 'EXPECTED',
  counts: 'COUNTS',
  counted: 'COUNTED',
  denominations: 'DENOMINATIONS',
  short: 'SHORT',
  over: 'OVER',
  even: 'EVEN',
  reason: 'Reason',
  floatLeft: 'Float left',
  takenOut: 'Taken out',
  openOrders: 'OPEN ORDERS',
  outcomes: { 'next-session': 'next session', 'other-till': 'other till', cancelled: 'cancelled' },
  sharedDrawer: 'Shared drawer: the difference has no single owner.',
  signature: 'Signature',
  chain: 'Seal',
  orderTypes: ticketTextsEn.orderTypes,
  payments: ticketTextsEn.payments,
};

/** The catalogue of a shop's language. */
export function shiftTextsOf(language: 'es' | 'en'): ShiftTexts {
  return language === 'en' ? shiftTextsEn : shiftTextsEs;
}
