import type { MenuClass } from '@fastops/shared/reports/menu-classes';

/** A product in the quadrant. */
export type MixItem = {
  readonly key: string;
  readonly name: string;
  readonly category: string;
  /** Pieces and portions together: how often it was chosen. */
  readonly quantity: number;
  readonly pieces: number;
  /** What was weighed of it. */
  readonly grams: number;
  readonly sales: number;
  readonly discount: number;
  /** What one of it costs by its recipe; none when it has none. */
  readonly cost: number | null;
  readonly margin: number;
  readonly menuClass: MenuClass;
};
