import { LOCK_KEY, MENU_KEY, PANEL_KEYS, PAY_KEYS, WORK_KEYS } from '../../lib/keys.ts';

/** Every key of the till, in the order of a sale. */
export const KEY_COLUMNS = [
  [
    {
      of: 'keys.selling',
      keys: [
        { keys: ['F2', 'A–Z'], does: 'keys.search' },
        { keys: ['↑ ↓ ← →'], does: 'keys.grid' },
        { keys: ['Enter'], does: 'keys.add' },
        { keys: ['keys.key.up', 'keys.key.down'], does: 'keys.category' },
        { keys: ['1–9'], does: 'keys.quantity' },
        { keys: ['*'], does: 'keys.line-quantity' },
        { keys: ['F7'], does: 'keys.lines' },
        { keys: ['+', '-'], does: 'keys.more-less' },
        { keys: ['F3'], does: 'keys.edit' },
        { keys: ['keys.key.delete'], does: 'keys.remove' },
        { keys: ['keys.key.space'], does: 'keys.choose' },
        { keys: ['F6'], does: 'keys.send' },
        { keys: ['F4'], does: 'keys.pay' },
        { keys: ['F9'], does: 'keys.sold-out' },
        { keys: ['Esc'], does: 'keys.back' },
        { keys: ['F1', '?'], does: 'keys.title' },
      ],
    },
  ],
  [
    {
      of: 'keys.order',
      keys: [
        { keys: ['Alt+1–6'], does: 'sell.order-type' },
        { keys: [WORK_KEYS.serving], does: 'service.set-place' },
        { keys: [WORK_KEYS.held], does: 'service.held' },
        { keys: [WORK_KEYS.tables], does: 'service.tables' },
        { keys: [WORK_KEYS.customers], does: 'service.customers' },
        { keys: [WORK_KEYS.split], does: 'service.split' },
        { keys: [WORK_KEYS.merge], does: 'service.merge' },
        { keys: [WORK_KEYS['send-held']], does: 'sell.send-held' },
        { keys: [WORK_KEYS['course-hold']], does: 'service.course-hold' },
        { keys: [WORK_KEYS['course-fire']], does: 'service.course-fire' },
        { keys: [WORK_KEYS.leave], does: 'service.leave' },
        { keys: [WORK_KEYS.discard], does: 'sell.discard' },
      ],
    },
    {
      of: 'keys.paying',
      keys: [
        { keys: ['Alt+1–7'], does: 'pay.methods' },
        { keys: [PAY_KEYS.all], does: 'pay.all' },
        { keys: [PAY_KEYS.amount], does: 'pay.part-amount' },
        { keys: [PAY_KEYS.discount], does: 'adjust.discount-or-courtesy' },
        { keys: [PAY_KEYS.tip], does: 'tip.title' },
      ],
    },
  ],
  [
    {
      of: 'keys.screens',
      keys: [
        { keys: [PANEL_KEYS.orders], does: 'menu.orders' },
        { keys: [PANEL_KEYS.drivers], does: 'menu.drivers' },
        { keys: [PANEL_KEYS.waiting], does: 'menu.waiting' },
        { keys: [PANEL_KEYS.cash], does: 'menu.cash' },
        { keys: [PANEL_KEYS['cash-movement']], does: 'menu.cash-movement' },
        { keys: [PANEL_KEYS['close-shift']], does: 'menu.close-shift' },
        { keys: [PANEL_KEYS.kitchen], does: 'menu.kitchen' },
        { keys: [PANEL_KEYS.stock], does: 'menu.stock' },
        { keys: [PANEL_KEYS.printing], does: 'menu.print-queue' },
        { keys: [PANEL_KEYS.sync], does: 'keys.sync' },
        { keys: [PANEL_KEYS.lan], does: 'menu.lan' },
        { keys: [PANEL_KEYS.backups], does: 'menu.backups' },
        { keys: [PANEL_KEYS.display], does: 'menu.customer-display' },
        { keys: [PANEL_KEYS.device], does: 'menu.device' },
        { keys: [MENU_KEY], does: 'keys.menu' },
        { keys: [LOCK_KEY], does: 'menu.lock' },
      ],
    },
  ],
] as const;
