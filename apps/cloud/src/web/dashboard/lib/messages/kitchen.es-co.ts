/** Lo que la cocina no ha visto. */
export const kitchenEsCo = {
  unseen_one: '{{branch}}: {{count}} comanda sin ver en cocina, desde las {{time}}.',
  unseen_many: '{{branch}}: {{count}} comandas sin ver en cocina, desde las {{time}}.',
  unseen_other: '{{branch}}: {{count}} comandas sin ver en cocina, desde las {{time}}.',
} as const;
