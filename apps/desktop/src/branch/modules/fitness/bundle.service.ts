import type { Bundle } from '@fastops/shared/commissioning/bundle';
import type { ReadContext } from '../../context.ts';
import type { BackupPort } from '../backups/backups.port.ts';
import { lanStatus } from '../lan/lan-status.service.ts';
import type { LanPort } from '../lan/lan.port.ts';
import { printerStatuses } from '../printing/printing.service.ts';
import type { UpdatePort } from '../updates/updates.port.ts';
import { eventsSince } from './bundle.store.ts';
import type { FitnessPort } from './fitness.port.ts';

const DAY_MS = 86_400_000;

export type BundleParts = {
  readonly fitness: FitnessPort;
  readonly updates: UpdatePort;
  readonly lan: LanPort;
  readonly backups: BackupPort;
};

/** Everything that support asks for, in one piece. Keys, PINs and grants are in none of its parts. */
export function supportBundle(ctx: ReadContext, parts: BundleParts, days: number): Bundle {
  const updates = parts.updates.status();
  const { companyId, branchId, terminalId, terminalName } = ctx;
  return {
    format: 1,
    madeAt: ctx.now,
    version: updates.version,
    terminal: { companyId, branchId, terminalId, name: terminalName },
    settings: {
      branch: ctx.branch,
      printers: printerStatuses(ctx),
      lan: lanStatus(ctx.db, ctx, parts.lan),
      backups: parts.backups.status(),
    },
    fitness: parts.fitness.latest() ?? null,
    updates,
    logs: [...parts.fitness.logs()],
    events: eventsSince(ctx.db, companyId, ctx.now - days * DAY_MS),
  };
}
