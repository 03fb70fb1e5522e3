/** Words of the drawer in English. */
export const cashEn = {
  'refusal.cash.count-stale': 'Cash moved after the count. Count again.',
  'refusal.cash.counted-twice': 'It has been counted twice. Ask a manager to count again.',
  'refusal.cash.difference-over-limit': 'A manager closes with a difference like this. Ask for their PIN.',
  'refusal.cash.transfers-unverified': 'There are transfers to verify. Mark them as seen to close.',
  'refusal.cash.orders-open': 'Orders are still open. Say what becomes of each.',
  'refusal.cash.order-paid': 'Order {{number}} already has a payment: move it on or refund it.',
  'refusal.cash.may-not-cancel': 'The kitchen has order {{number}}: a manager cancels it.',
  'refusal.cash.unknown-till': 'That till isn’t of this branch.',
  'refusal.cash.z-not-found': 'That Z isn’t on this till.',
  'refusal.cash.same-person': 'The shift is already theirs.',
  'refusal.cash.may-not-take-over': 'They don’t take money at this till.',
  'refusal.drawer.no-sale-limit': 'A manager allows opening without a sale. {{used}} so far this shift.',
} as const;
