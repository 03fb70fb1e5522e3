/** What is sold: halves, combos, what there is none of, how it is found. */
export const productsEs = {
  'refusal.line.not-now': '{{name}} no se vende a esta hora.',
  'refusal.line.halves-needed': 'Elige las dos mitades.',
  'refusal.line.not-as-half': '{{name}} no se vende por mitades así.',
  'refusal.catalog.unknown-target': 'Eso ya no está en el menú.',
} as const;
