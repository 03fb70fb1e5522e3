import { expect, test } from 'vitest';

import { printerTrouble } from './printer-trouble.ts';
import type { PrinterStatus } from './printing.queries.ts';

test('a job that is merely on its way is no trouble', () => {
  expect(printerTrouble([aPrinter({ waiting: 1 })])).toEqual([]);
});

test('a printer that fails with work waiting is told with how much waits', () => {
  const trouble = printerTrouble([aPrinter({ waiting: 2, lastFault: 'printer.unreachable' })]);
  expect(trouble).toEqual([{ kind: 'waiting', printer: 'Cocina', count: 2 }]);
});

test('paper that nobody knows about asks for a person, whether the printer answers again or not', () => {
  expect(printerTrouble([aPrinter({ asking: 1, failed: 1 })])).toEqual([{ kind: 'asking', printer: 'Cocina', count: 2 }]);
});

test('a printer that says what it lacks is told before anything waits, and once', () => {
  const lacking = { ...aPrinter({ waiting: 3, lastFault: 'printer.paper-out' }), conditionFault: 'printer.paper-out' as const };
  expect(printerTrouble([lacking])).toEqual([{ kind: 'says', printer: 'Cocina', fault: 'printer.paper-out' }]);
});

function aPrinter(queue: Partial<PrinterStatus['queue']>): PrinterStatus {
  return {
    id: '00000000-0000-7000-8000-000000000001',
    name: 'Cocina',
    role: 'kitchen',
    profileId: 'generic-80',
    condition: { online: 'unknown', paper: 'unknown', cover: 'unknown', cutter: 'unknown', drawerPin: 'unknown' },
    conditionFault: null,
    transport: { kind: 'tcp', host: '10.0.0.9', port: 9100 },
    queue: { waiting: 0, asking: 0, failed: 0, oldestWaitingAt: null, lastFault: null, ...queue },
  };
}
