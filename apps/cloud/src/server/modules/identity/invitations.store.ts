import type { Sql } from '../../db/sql.ts';
import type { TenantSql } from '../../db/tenant-scope.ts';

export type InvitationRow = {
  readonly id: string;
  readonly email: string;
  readonly role: string;
  readonly branchId: string | null;
  readonly invitedBy: string;
  readonly createdAt: number;
  readonly expiresAt: number;
};

const ROW = `id, email, role, branch_id AS "branchId", invited_by AS "invitedBy", created_at::float8 AS "createdAt", expires_at::float8 AS "expiresAt"`;

export async function insertInvitation(sql: TenantSql, invitation: InvitationRow & { readonly tokenHash: string }): Promise<void> {
  await sql.query(
    `INSERT INTO invitations (owner_company, id, token_hash, email, role, branch_id, invited_by, created_at, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      sql.companyId,
      invitation.id,
      invitation.tokenHash,
      invitation.email,
      invitation.role,
      invitation.branchId,
      invitation.invitedBy,
      invitation.createdAt,
      invitation.expiresAt,
    ],
  );
}

/** Invitations that somebody may still accept. */
export async function listInvitations(sql: TenantSql, now: number): Promise<InvitationRow[]> {
  return sql.query<InvitationRow>(
    `SELECT ${ROW} FROM invitations WHERE owner_company = $1 AND accepted_at IS NULL AND withdrawn_at IS NULL AND expires_at > $2
     ORDER BY created_at DESC, id`,
    [sql.companyId, now],
  );
}

export async function saveWithdrawn(sql: TenantSql, id: string, now: number): Promise<InvitationRow | undefined> {
  const rows = await sql.query<InvitationRow>(
    `UPDATE invitations SET withdrawn_at = $3 WHERE owner_company = $1 AND id = $2 AND accepted_at IS NULL AND withdrawn_at IS NULL
     RETURNING ${ROW}`,
    [sql.companyId, id, now],
  );
  return rows[0];
}

/** The invitation in somebody's hand, while it is good. `sql` holds the token's hash. */
export async function findHeld(sql: Sql, tokenHash: string, now: number): Promise<(InvitationRow & { companyId: string }) | undefined> {
  const rows = await sql.query<InvitationRow & { companyId: string }>(
    `SELECT ${ROW}, owner_company AS "companyId" FROM invitations
     WHERE token_hash = $1 AND accepted_at IS NULL AND withdrawn_at IS NULL AND expires_at > $2 FOR UPDATE`,
    [tokenHash, now],
  );
  return rows[0];
}

export async function saveAccepted(sql: TenantSql, id: string, now: number): Promise<void> {
  await sql.query('UPDATE invitations SET accepted_at = $3 WHERE owner_company = $1 AND id = $2', [sql.companyId, id, now]);
}
