/** `24 de noviembre de 2026`, on Colombia's calendar: invoices are of there. */
export function longDate(at: number, locale: string): string {
  return new Intl.DateTimeFormat(locale, { timeZone: 'America/Bogota', dateStyle: 'long' }).format(at);
}
