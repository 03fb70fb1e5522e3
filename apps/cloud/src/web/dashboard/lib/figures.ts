import { PER_UNIT, type BaseUnit } from '@fastops/shared/recipes/ingredient';

/** `1.007,86` pesos out of hundredths. */
export function centsText(cents: number): string {
  return `$ ${new Intl.NumberFormat('es-CO', { maximumFractionDigits: 2 }).format(cents / 100)}`;
}

/** Whole pesos out of hundredths, for tables. */
export function pesosText(cents: number): string {
  return `$ ${new Intl.NumberFormat('es-CO', { maximumFractionDigits: 0 }).format(Math.round(cents / 100) + 0)}`;
}

/** `23,2 %` out of basis points. */
export function shareText(bp: number): string {
  return `${new Intl.NumberFormat('es-CO', { maximumFractionDigits: 1 }).format(bp / 100)} %`;
}

const LARGE: Readonly<Record<BaseUnit, string>> = { g: 'kg', ml: 'l', un: 'un' };

/** `250 g`, `12,5 kg`: thousandths of a base unit in the unit that people would say. */
export function quantityText(thousandths: number, unit: BaseUnit): string {
  const amount = thousandths / PER_UNIT;
  const isLarge = unit !== 'un' && Math.abs(amount) >= 1_000;
  const shown = new Intl.NumberFormat('es-CO', { maximumFractionDigits: isLarge ? 2 : 1 }).format(isLarge ? amount / 1_000 : amount);
  return `${shown} ${isLarge ? LARGE[unit] : unit}`;
}

/** What somebody typed as an amount: a comma or a point before the decimals. Thousandths; undefined when it is none. */
export function quantityOf(text: string): number | undefined {
  const plain = text.trim().replace(',', '.');
  if (!/^-?\d{1,9}(\.\d{1,3})?$/.test(plain)) return undefined;
  return Math.round(Number(plain) * PER_UNIT);
}

/** Thousandths as they are typed: 250,000 → `250`. */
export function typedQuantity(thousandths: number): string {
  return String(thousandths / PER_UNIT).replace('.', ',');
}

/** Pesos that somebody typed, grouped or not; undefined when there are none. */
export function pesosOf(text: string): number | undefined {
  const digits = text.replace(/[$\s.]/g, '');
  return /^\d{1,10}$/.test(digits) ? Number(digits) : undefined;
}
