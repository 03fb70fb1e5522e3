import { formatCop, money } from '@fastops/shared/base/money';
import type { Days } from '@fastops/shared/reports/view';

/** What a letter about a view says. */
export type Told = {
  readonly view: string;
  readonly company: string;
  readonly days: Days;
  readonly sales: number;
  readonly tickets: number;
  readonly salesBefore: number;
  readonly branches: readonly { readonly name: string; readonly sales: number; readonly tickets: number }[];
  readonly products: readonly { readonly name: string; readonly sales: number; readonly quantity: number }[];
  readonly link: string;
};

const WORDS = {
  es: {
    subject: (view: string, company: string) => `${view} · ${company}`,
    period: (from: string, to: string) => (from === to ? `Jornada del ${from}` : `Del ${from} al ${to}`),
    total: 'Ventas',
    tickets: (count: number) => (count === 1 ? '1 ticket' : `${count} tickets`),
    before: 'Período anterior',
    branches: 'Por sucursal',
    products: 'Lo que más se vendió',
    none: 'No hubo ventas en estas fechas.',
    link: 'Velo completo',
    stop: 'Puedes dejar de recibirlo en Informes, en tus vistas guardadas.',
  },
  en: {
    subject: (view: string, company: string) => `${view} · ${company}`,
    period: (from: string, to: string) => (from === to ? `Business day of ${from}` : `From ${from} to ${to}`),
    total: 'Sales',
    tickets: (count: number) => (count === 1 ? '1 ticket' : `${count} tickets`),
    before: 'The period before',
    branches: 'By branch',
    products: 'What sold most',
    none: 'Nothing was sold on these dates.',
    link: 'See all of it',
    stop: 'You can stop it in Reports, among your saved views.',
  },
} as const;

/** A view as a letter of plain text: it reads on any phone. */
export function reportLetter(language: 'es' | 'en', told: Told): { subject: string; text: string } {
  const words = WORDS[language];
  const amount = (value: number) => formatCop(money(Math.round(value)));
  const lines = [words.period(told.days.from, told.days.to), ''];
  if (told.tickets === 0) lines.push(words.none);
  else lines.push(`${words.total}: ${amount(told.sales)} (${words.tickets(told.tickets)})`);
  lines.push(`${words.before}: ${amount(told.salesBefore)}`);
  if (told.branches.length > 1)
    lines.push(
      '',
      words.branches,
      ...told.branches.map(({ name, sales, tickets }) => `  ${name}: ${amount(sales)} (${words.tickets(tickets)})`),
    );
  if (told.products.length > 0)
    lines.push('', words.products, ...told.products.map(({ name, sales, quantity }) => `  ${quantity} × ${name}: ${amount(sales)}`));
  lines.push('', `${words.link}: ${told.link}`, words.stop, '', 'FastOps');
  return { subject: words.subject(told.view, told.company), text: lines.join('\n') };
}
