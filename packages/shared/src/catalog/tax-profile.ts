import type { LineTax } from '../orders/line-tax.ts';

/**
 * What a branch charges: INC inside its prices (a restaurant), IVA (a franchise), or nothing (a natural person who is not
 * responsible). Source: ET 512-1, 512-9, 512-13; domain rules §1.1.
 */
export const TAX_PROFILES = ['INC', 'IVA', 'NOT_RESPONSIBLE'] as const;
/** See {@link TAX_PROFILES}. */
export type TaxProfile = (typeof TAX_PROFILES)[number];

/** The general rate of a profile, in basis points. */
export const PROFILE_TAX: Readonly<Record<TaxProfile, LineTax>> = {
  INC: { code: 'INC', rateBp: 800 },
  IVA: { code: 'IVA', rateBp: 1_900 },
  NOT_RESPONSIBLE: { code: 'NONE', rateBp: 0 },
};

/** Which profile a branch's tax is. */
export function profileOf({ code }: LineTax): TaxProfile {
  return code === 'NONE' ? 'NOT_RESPONSIBLE' : code;
}

/**
 * The tax that a product carries where it is sold: the menu is the company's, the profile is the branch's. Who is not responsible
 * charges nothing; a franchise has no INC, so what the menu taxes with it pays the branch's IVA; what the menu calls untaxed stays so.
 */
export function taxAtBranch(branch: LineTax, product: LineTax): LineTax {
  if (branch.code === 'NONE') return { code: 'NONE', rateBp: 0 };
  return product.code === 'INC' ? branch : product;
}
