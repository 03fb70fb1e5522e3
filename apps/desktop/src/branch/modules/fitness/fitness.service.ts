import type { Check } from '@fastops/shared/commissioning/report';
import { judgeClock } from '@fastops/shared/commissioning/report';
import type { ReadContext } from '../../context.ts';
import type { LinkPort } from '../../ports.ts';
import type { BackupPort } from '../backups/backups.port.ts';
import { lanStatus } from '../lan/lan-status.service.ts';
import type { LanPort } from '../lan/lan.port.ts';
import { drawerState, printerStatuses } from '../printing/printing.service.ts';
import type { MachinePort } from './fitness.port.ts';

const SLOW_MICROS = 50_000;
const none = {};

/** What the till's own parts say of themselves: printers, drawer, copies, clock, keys. */
export function ownChecks(ctx: ReadContext, parts: { link: LinkPort; backups: BackupPort; secretsBackend: string }): Check[] {
  return [
    judgeClock(parts.link.state().clockOffsetMs),
    ...printerChecks(ctx),
    drawerCheck(ctx),
    backupCheck(parts.backups),
    parts.secretsBackend === 'file'
      ? { id: 'keys', light: 'amber', finding: 'keys-file', facts: none }
      : { id: 'keys', light: 'green', finding: 'keys-good', facts: none },
  ];
}

function printerChecks(ctx: ReadContext): Check[] {
  const printers = printerStatuses(ctx);
  if (printers.length === 0) return [{ id: 'printers', light: 'amber', finding: 'printers-none', facts: none }];
  const names = (list: readonly { name: string }[]) => ({
    names: list
      .map(({ name }) => name)
      .join(', ')
      .slice(0, 200),
  });
  const troubled = printers.filter(({ conditionFault }) => conditionFault !== null);
  const unseen = printers.filter(({ tweaks }) => tweaks?.letters === undefined);
  return [
    troubled.length > 0
      ? { id: 'printers', light: 'red', finding: 'printers-trouble', facts: names(troubled) }
      : { id: 'printers', light: 'green', finding: 'printers-good', facts: { count: printers.length } },
    unseen.length > 0
      ? { id: 'letters', light: 'amber', finding: 'letters-unseen', facts: names(unseen) }
      : { id: 'letters', light: 'green', finding: 'letters-good', facts: none },
  ];
}

function drawerCheck(ctx: ReadContext): Check {
  const state = drawerState(ctx);
  if (state === 'unknown') return { id: 'drawer', light: 'amber', finding: 'drawer-unknown', facts: none };
  return state === 'open'
    ? { id: 'drawer', light: 'amber', finding: 'drawer-open', facts: none }
    : { id: 'drawer', light: 'green', finding: 'drawer-good', facts: none };
}

function backupCheck(backups: BackupPort): Check {
  const { fault, place } = backups.status();
  if (fault !== null) return { id: 'backup', light: 'red', finding: 'backup-fault', facts: none };
  return place.isOwn
    ? { id: 'backup', light: 'amber', finding: 'backup-own', facts: none }
    : { id: 'backup', light: 'green', finding: 'backup-good', facts: none };
}

/** How long the way to the hub is; a till alone has none. */
export async function kitchenCheck(ctx: ReadContext, { lan, machine }: { lan: LanPort; machine: MachinePort }): Promise<Check> {
  const { role, isConnected, door } = lanStatus(ctx.db, ctx, lan);
  if (role === 'alone') return { id: 'kitchen', light: 'grey', finding: 'kitchen-none', facts: none };
  const { hub } = lan.now();
  const at = role === 'hub' ? { address: '127.0.0.1', port: door?.port } : { address: hub?.addresses[0], port: hub?.port };
  const micros = isConnected && at.address !== undefined && at.port !== undefined ? await machine.reachHub(at.address, at.port) : undefined;
  if (micros === undefined) return { id: 'kitchen', light: 'red', finding: 'kitchen-down', facts: none };
  const isSlow = micros > SLOW_MICROS;
  return { id: 'kitchen', light: isSlow ? 'amber' : 'green', finding: isSlow ? 'kitchen-slow' : 'kitchen-good', facts: { micros } };
}
