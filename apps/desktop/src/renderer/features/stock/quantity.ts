import { PER_UNIT } from '@fastops/shared/recipes/ingredient';

type Unit = 'g' | 'ml' | 'un';

/** What somebody typed as an amount, in thousandths; undefined when it is none. */
export function quantityOf(text: string): number | undefined {
  const plain = text.trim().replace(',', '.');
  return /^\d{1,9}(\.\d{1,3})?$/.test(plain) ? Math.round(Number(plain) * PER_UNIT) : undefined;
}

/** `250 g`, `12,5 kg`. */
export function quantityText(thousandths: number, unit: Unit): string {
  const amount = thousandths / PER_UNIT;
  const isLarge = unit !== 'un' && Math.abs(amount) >= 1_000;
  const shown = new Intl.NumberFormat('es-CO', { maximumFractionDigits: 2 }).format(isLarge ? amount / 1_000 : amount);
  return `${shown} ${isLarge ? { g: 'kg', ml: 'l', un: 'un' }[unit] : unit}`;
}
