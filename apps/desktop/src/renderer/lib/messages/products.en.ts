/** What is sold: halves, combos, what there is none of, how it is found. */
export const productsEn = {
  'refusal.line.not-now': '{{name}} is not sold at this hour.',
  'refusal.line.halves-needed': 'Choose both halves.',
  'refusal.line.not-as-half': '{{name}} is not sold in halves like that.',
  'refusal.catalog.unknown-target': 'That is no longer on the menu.',
} as const;
