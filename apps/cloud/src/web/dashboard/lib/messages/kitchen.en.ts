/** What the kitchen has not seen. */
export const kitchenEn = {
  unseen_one: '{{branch}}: {{count}} ticket not seen in the kitchen, since {{time}}.',
  unseen_other: '{{branch}}: {{count}} tickets not seen in the kitchen, since {{time}}.',
} as const;
