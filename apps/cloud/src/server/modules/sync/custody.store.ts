import type { Custody } from '@fastops/shared/sync/protocol';
import type { TenantSql } from '../../db/tenant-scope.ts';

/** Where the sales of one till are: what it still holds alone, as it told last, and what the cloud has of its log. */
export type TillCustody = {
  readonly terminalId: string;
  readonly branchId: string;
  readonly name: string;
  readonly revoked: boolean;
  readonly appVersion: string;
  readonly lastContactAt: number | null;
  readonly clockOffsetMs: number;
  readonly custody: Custody;
  readonly streamId: string;
  readonly series: string;
  readonly openedAt: number;
  /** The cloud's signed head of the log, and the last called-out number it covers. */
  readonly lastSeq: number;
  readonly durableSeq: number;
  readonly lastNumber: string | null;
};

export async function listCustody(sql: TenantSql): Promise<TillCustody[]> {
  return sql.query<TillCustody>(
    `SELECT t.id AS "terminalId", t.branch_id AS "branchId", t.name, t.revoked_at IS NOT NULL AS revoked, t.app_version AS "appVersion",
       t.last_contact_at::float8 AS "lastContactAt", t.clock_offset_ms::float8 AS "clockOffsetMs",
       jsonb_build_object('count', t.custody_count, 'value', t.custody_value, 'oldestAt', t.custody_oldest_at) AS custody,
       s.id AS "streamId", s.series, s.opened_at::float8 AS "openedAt", s.last_seq::float8 AS "lastSeq", s.durable_seq::float8 AS "durableSeq",
       (SELECT (e.body->'number'->>'series') || '-' || lpad(e.body->'number'->>'sequence', 3, '0') FROM events e
         WHERE e.company_id = s.company_id AND e.stream_id = s.id AND e.type IN ('order.placed', 'order.renumbered')
         ORDER BY e.seq DESC LIMIT 1) AS "lastNumber"
     FROM terminals t
     JOIN LATERAL (SELECT * FROM streams s WHERE s.company_id = t.company_id AND s.terminal_id = t.id
       ORDER BY s.opened_at DESC, s.id DESC LIMIT 1) s ON true
     WHERE t.company_id = $1 ORDER BY t.branch_id, t.name`,
    [sql.companyId],
  );
}
