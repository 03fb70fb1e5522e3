import { done, refuse, type Result } from '@fastops/shared/base/result';
import {
  DEFAULT_LAYOUT,
  ticketLayoutSchema,
  ticketLogoSchema,
  type TicketLayout,
  type TicketLogo,
} from '@fastops/shared/printing/ticket-layout';
import type { SampleShop } from '@fastops/shared/printing/sample-ticket';
import type { CatalogDoc } from '@fastops/shared/catalog/product';
import type { Services } from '../../context.ts';
import type { TenantSql } from '../../db/tenant-scope.ts';
import { audit, type AuditCall } from '../audit/audit.service.ts';
import { masterNow, saveCatalog } from '../catalog/catalog.service.ts';
import { branchesOf, branchProfile } from '../tenancy/tenancy.service.ts';

/** How a company's tickets look, with what a preview of them needs. */
export type TicketsNow = {
  readonly layout: TicketLayout;
  readonly logo: TicketLogo | null;
  /** 0 until somebody saved one; a save names the version it was made from. */
  readonly version: number;
  readonly shop: SampleShop;
  readonly language: 'es' | 'en';
};

export type TicketsRefusal =
  | { readonly code: 'tickets.changed-meanwhile'; readonly version: number }
  | { readonly code: 'tickets.no-logo'; readonly logoId: string };

export type TicketsDraft = { readonly layout: Omit<TicketLayout, 'id'>; readonly logo: TicketLogo | null; readonly version: number };

const NO_SHOP: SampleShop = { companyName: '-', nit: '-', branchName: '-', address: '-', phone: '-' };

/** The layout of the company as it is now; the usual one where nobody changed it. */
export async function ticketsNow(sql: TenantSql): Promise<TicketsNow> {
  const { layout, version } = await layoutOf(sql, false);
  const [branch] = await branchesOf(sql);
  const profile = branch && (await branchProfile(sql, branch.id));
  const logo = layout.logoId === null ? null : ((await logoOf(sql, layout.logoId)) ?? null);
  return { layout, logo, version, shop: profile ?? NO_SHOP, language: profile?.language ?? 'es' };
}

/** Saves layout and picture; who began from an older version is told, and nothing is written over. */
export async function saveTickets(
  call: AuditCall & Pick<Services, 'fanout'>,
  { layout, logo, version }: TicketsDraft,
): Promise<Result<{ version: number }, TicketsRefusal>> {
  const { sql } = call;
  const before = await layoutOf(sql, true);
  if (before.version !== version) return refuse({ code: 'tickets.changed-meanwhile', version: before.version });
  const next: TicketLayout = { ...layout, id: sql.companyId };
  const known = next.logoId === null || next.logoId === logo?.id || (await logoOf(sql, next.logoId)) !== undefined;
  if (!known) return refuse({ code: 'tickets.no-logo', logoId: next.logoId ?? '' });
  const docs: CatalogDoc[] = [
    ...(logo === null ? [] : [{ kind: 'ticket-logo' as const, id: logo.id, deleted: false, doc: logo }]),
    { kind: 'ticket-layout', id: next.id, deleted: false, doc: next },
  ];
  await saveCatalog(sql, docs, { notify: call.fanout.notify, now: call.machine.now(), by: call.actor.name });
  await audit(call, { action: 'tickets.saved', subject: next.id, subjectName: '', before: before.layout, after: next });
  return done({ version: (await layoutOf(sql, false)).version });
}

async function layoutOf(sql: TenantSql, lock: boolean): Promise<{ layout: TicketLayout; version: number }> {
  const row = await masterNow(sql, { kind: 'ticket-layout', id: sql.companyId, lock });
  const layout = row && ticketLayoutSchema.safeParse(row.doc).data;
  return { layout: layout ?? { id: sql.companyId, ...DEFAULT_LAYOUT }, version: row?.version ?? 0 };
}

async function logoOf(sql: TenantSql, id: string): Promise<TicketLogo | undefined> {
  const row = await masterNow(sql, { kind: 'ticket-logo', id, lock: false });
  return row && ticketLogoSchema.safeParse(row.doc).data;
}
