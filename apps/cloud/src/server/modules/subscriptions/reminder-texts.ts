import type { Subscription } from '@fastops/shared/subscriptions/subscription';
import type { Mail } from '../identity/identity.port.ts';

export type ReminderKind = 'ahead' | 'tomorrow' | 'due' | 'last-days' | 'last-day' | 'suspended';
type About = {
  readonly company: string;
  readonly invoice: { readonly number: number; readonly amount: number };
  readonly subscription: Pick<Subscription, 'periodEnd' | 'graceEndsAt'>;
  readonly link: string;
};

const pesos = (amount: number) => `$ ${String(amount).replace(/\B(?=(\d{3})+$)/g, '.')}`;
const day = (at: number) => new Intl.DateTimeFormat('es-CO', { dateStyle: 'long', timeZone: 'America/Bogota' }).format(at);

const SUBJECTS: Readonly<Record<ReminderKind, (about: About) => string>> = {
  ahead: ({ invoice }) => `Tu factura ${invoice.number} de FastOps ya está lista`,
  tomorrow: () => 'Mañana se renueva tu suscripción de FastOps',
  due: () => 'Tu suscripción de FastOps venció: las cajas siguen funcionando',
  'last-days': () => 'En pocos días no se podrán abrir turnos nuevos',
  'last-day': () => 'Desde mañana no se podrán abrir turnos nuevos',
  suspended: () => 'Tu suscripción de FastOps está suspendida',
};

const BODIES: Readonly<Record<ReminderKind, (about: About) => string>> = {
  ahead: ({ subscription }) => `Tu periodo termina el ${day(subscription.periodEnd)}. Puedes pagar desde ya: no pierdes ni un día.`,
  tomorrow: ({ subscription }) => `Tu periodo termina el ${day(subscription.periodEnd)}.`,
  due: ({ subscription }) =>
    `Todavía no recibimos tu pago. Todo sigue funcionando hasta el ${day(subscription.graceEndsAt ?? subscription.periodEnd)}.`,
  'last-days': ({ subscription }) =>
    `El plazo termina el ${day(subscription.graceEndsAt ?? subscription.periodEnd)}. Después, los turnos abiertos se pueden cerrar, pero no abrir otros.`,
  'last-day': () => 'El plazo termina en menos de un día. Después, los turnos abiertos se pueden cerrar, pero no abrir otros.',
  suspended: () => 'El plazo terminó. Tus datos están completos y los puedes ver y descargar; al pagar, todo vuelve a funcionar enseguida.',
};

/** A letter about money: what is owed, until when everything works, and where to pay. */
export function reminderMail(to: string, kind: ReminderKind, about: About): Mail {
  const { company, invoice, link } = about;
  const owed = `Factura ${invoice.number} de ${company}: ${pesos(invoice.amount)}.`;
  return { to, subject: SUBJECTS[kind](about), text: `Hola:\n\n${BODIES[kind](about)}\n\n${owed}\nPágala aquí: ${link}\n\nFastOps\n` };
}
