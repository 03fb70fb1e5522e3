import { ticketTextsEn, ticketTextsEs, type TicketTexts } from './ticket-texts.ts';

/** Words of the papers about a customer's account. */
export interface AccountTexts {
  readonly ticket: TicketTexts;
  readonly statement: string;
  readonly payment: string;
  readonly document: string;
  readonly limit: string;
  readonly available: string;
  readonly owed: string;
  readonly before: string;
  readonly received: string;
  readonly after: string;
  readonly earlier: string;
  readonly none: string;
  readonly entries: { readonly charged: string; readonly credited: string; readonly paid: string };
}

const accountTextsEs: AccountTexts = {
  ticket: ticketTextsEs,
  statement: 'ESTADO DE CUENTA',
  payment: 'ABONO A CUENTA',
  document: 'Documento',
  limit: 'Cupo',
  available: 'Cupo disponible',
  owed: 'DEBE',
  before: 'Debía',
  received: 'ABONO',
  after: 'Queda debiendo',
  earlier: 'Saldo anterior',
  none: 'Sin movimientos',
  entries: { charged: 'Compra', credited: 'Devolución', paid: 'Abono' },
};

const accountTextsEn: AccountTexts = {
  ticket: ticketTextsEn,
  statement: 'ACCOUNT STATEMENT',
  payment: 'PAYMENT ON ACCOUNT',
  document: 'ID',
  limit: 'Limit',
  available: 'Credit left',
  owed: 'OWES',
  before: 'Owed',
  received: 'PAID IN',
  after: 'Still owes',
  earlier: 'Balance before',
  none: 'Nothing yet',
  entries: { charged: 'Purchase', credited: 'Refund', paid: 'Payment' },
};

/** The catalogue of a shop's language. */
export function accountTextsOf(language: 'es' | 'en'): AccountTexts {
  return language === 'en' ? accountTextsEn : accountTextsEs;
}
