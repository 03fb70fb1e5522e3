import type { TaxProfile } from '../catalog/tax-profile.ts';
import type { OrderType, PaymentMethod } from '../orders/order.events.ts';

/** Every word that receipts, kitchen tickets and test pages print. One catalogue per language. */
export interface TicketTexts {
  readonly nit: string;
  readonly phone: string;
  readonly branch: string;
  readonly terminal: string;
  readonly cashier: string;
  readonly customer: string;
  readonly table: string;
  readonly guests: string;
  readonly address: string;
  readonly neighborhood: string;
  readonly directions: string;
  readonly pickedUpBy: string;
  readonly promisedAt: string;
  readonly eatenBy: string;
  readonly driversFee: string;
  readonly owed: string;
  readonly paysWith: string;
  readonly changeToCarry: string;
  readonly addOn: string;
  readonly voided: string;
  readonly order: string;
  readonly date: string;
  readonly orderTypes: Readonly<Record<OrderType, string>>;
  readonly payments: Readonly<Record<PaymentMethod, string>>;
  readonly without: string;
  readonly double: string;
  readonly note: string;
  readonly subtotal: string;
  readonly discount: string;
  readonly taxBase: string;
  /** After the name of a tax that the prices hold already. */
  readonly taxIncluded: string;
  readonly taxProfiles: Readonly<Record<TaxProfile, string>>;
  readonly tip: string;
  readonly cashRounding: string;
  readonly total: string;
  readonly paid: string;
  readonly change: string;
  readonly notFiscal: readonly string[];
  readonly thanks: string;
  readonly copy: string;
  readonly refund: {
    readonly title: string;
    readonly total: string;
    readonly reason: string;
    readonly approvedBy: string;
    readonly signature: string;
  };
  readonly kitchen: string;
  readonly test: {
    readonly title: string;
    readonly columns: string;
    readonly letters: string;
    readonly alphabet: string;
    readonly qr: string;
    readonly removal: string;
    readonly done: string;
  };
}

/** Spanish as printed in Colombia: the default. */
export const ticketTextsEs: TicketTexts = {
  nit: 'NIT',
  phone: 'Tel.',
  branch: 'Sede',
  terminal: 'Caja',
  cashier: 'Atendió',
  customer: 'Cliente',
  table: 'Mesa',
  guests: 'Personas',
  address: 'Dirección',
  neighborhood: 'Barrio',
  directions: 'Indicaciones',
  pickedUpBy: 'Recoge',
  promisedAt: 'Prometido',
  eatenBy: 'Come',
  driversFee: 'Domicilio (para quien lo lleva)',
  owed: 'POR COBRAR',
  paysWith: 'Paga con',
  changeToCarry: 'Llevar cambio',
  addOn: 'ADICIÓN',
  voided: 'ANULADO',
  order: 'PEDIDO',
  date: 'Fecha',
  orderTypes: {
    counter: 'MOSTRADOR',
    dine_in: 'MESA',
    takeaway: 'PARA LLEVAR',
    delivery: 'DOMICILIO',
    pickup: 'RECOGER',
    staff_meal: 'COMIDA DE PERSONAL',
  },
  payments: {
    cash: 'Efectivo',
    card: 'Tarjeta',
    nequi: 'Nequi',
    daviplata: 'Daviplata',
    bank_transfer: 'Transferencia',
    breb: 'Bre-B',
    on_account: 'A cuenta',
  },
  without: 'SIN',
  double: 'DOBLE',
  note: 'NOTA',
  subtotal: 'Subtotal',
  discount: 'Descuento',
  taxBase: 'Base',
  taxIncluded: 'incluido',
  taxProfiles: {
    INC: 'Responsable del impuesto al consumo',
    IVA: 'Responsable de IVA',
    NOT_RESPONSIBLE: 'No responsable de IVA',
  },
  tip: 'Propina voluntaria',
  cashRounding: 'Ajuste por efectivo',
  total: 'TOTAL',
  paid: 'Pagó con',
  change: 'CAMBIO',
  notFiscal: ['DOCUMENTO NO VÁLIDO FISCALMENTE', 'COMPROBANTE INTERNO'],
  thanks: '¡Gracias por su compra!',
  copy: 'COPIA',
  refund: { title: 'DEVOLUCIÓN', total: 'DEVUELTO', reason: 'Motivo', approvedBy: 'Autorizó', signature: 'Firma del cliente' },
  kitchen: 'COCINA',
  test: {
    title: 'HOJA DE PRUEBA',
    letters: '1. LETRAS: ¿qué línea se lee bien?',
    alphabet: 'ñÑ áéíóúü ¿¡ ÁÉÍÓÚ',
    columns: '2. ANCHO: la última que cabe en una línea',
    qr: '3. QR: ¿lo lee un celular?',
    removal: 'SIN CEBOLLA',
    done: '4. ¿Cortó, sonó y abrió el cajón? Márcalo en la caja.',
  },
};

/** English, the second language. */
export const ticketTextsEn: TicketTexts = {
  nit: 'Tax ID',
  phone: 'Tel.',
  branch: 'Branch',
  terminal: 'Till',
  cashier: 'Served by',
  customer: 'Customer',
  table: 'Table',
  guests: 'Guests',
  address: 'Address',
  neighborhood: 'Area',
  directions: 'Directions',
  pickedUpBy: 'Picked up by',
  promisedAt: 'Promised',
  eatenBy: 'Eaten by',
  driversFee: "Delivery (the driver's)",
  owed: 'TO COLLECT',
  paysWith: 'Pays with',
  changeToCarry: 'Carry change',
  addOn: 'ADD-ON',
  voided: 'VOID',
  order: 'ORDER',
  date: 'Date',
  orderTypes: {
    counter: 'COUNTER',
    dine_in: 'TABLE',
    takeaway: 'TAKE AWAY',
    delivery: 'DELIVERY',
    pickup: 'PICK-UP',
    staff_meal: 'STAFF MEAL',
  },
  payments: {
    cash: 'Cash',
    card: 'Card',
    nequi: 'Nequi',
    daviplata: 'Daviplata',
    bank_transfer: 'Bank transfer',
    breb: 'Bre-B',
    on_account: 'On account',
  },
  without: 'NO',
  double: 'DOUBLE',
  note: 'NOTE',
  subtotal: 'Subtotal',
  discount: 'Discount',
  taxBase: 'Net',
  taxIncluded: 'included',
  taxProfiles: {
    INC: 'Charges consumption tax',
    IVA: 'Charges VAT',
    NOT_RESPONSIBLE: 'Not responsible for VAT',
  },
  tip: 'Voluntary tip',
  cashRounding: 'Cash rounding',
  total: 'TOTAL',
  paid: 'Paid with',
  change: 'CHANGE',
  notFiscal: ['NOT A FISCAL DOCUMENT', 'INTERNAL RECEIPT'],
  thanks: 'Thank you for your purchase!',
  copy: 'COPY',
  refund: { title: 'REFUND', total: 'GIVEN BACK', reason: 'Reason', approvedBy: 'Approved by', signature: 'Customer’s signature' },
  kitchen: 'KITCHEN',
  test: {
    title: 'TEST SHEET',
    letters: '1. LETTERS: which line reads well?',
    alphabet: 'ñÑ áéíóúü ¿¡ ÁÉÍÓÚ',
    columns: '2. WIDTH: the last that fits on one line',
    qr: '3. QR: can a phone read it?',
    removal: 'NO ONION',
    done: '4. Did it cut, beep and open the drawer? Tick it on the till.',
  },
};

/** The catalogue of a shop's language. */
export function ticketTextsOf(language: 'es' | 'en'): TicketTexts {
  return language === 'en' ? ticketTextsEn : ticketTextsEs;
}
