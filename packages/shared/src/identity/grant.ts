import { z } from 'zod';
import { idSchema } from '../base/id.ts';
import { textSchema } from '../base/text.ts';
import { LIMIT_NAMES, roleLimitsSchema, type LimitName, type RoleLimits } from './limits.ts';
import { branchProfileSchema } from '../tenancy/branch.ts';

/** A PIN: four to six digits. Good only together with an enrolled terminal, never against the cloud. */
export const pinSchema = z.string().regex(/^\d{4,6}$/);

/** A person who may work at a terminal, with permissions compiled by the cloud. */
export const grantedStaffSchema = z.strictObject({
  id: idSchema,
  name: textSchema(60),
  role: z.string().max(40),
  /** Hexadecimal bitset, see permissions.ts. */
  permissions: z.string().regex(/^[0-9a-f]{1,64}$/),
  /** Argon2id verifier. The till keeps the whole grant sealed with a device secret, so a stolen file holds nothing to guess against. */
  pinHash: z.string().max(200),
});
/** See {@link grantedStaffSchema}. */
export type GrantedStaff = z.infer<typeof grantedStaffSchema>;

/** What the cloud allows one terminal until it hears otherwise; signed, so editing the file gives nobody power. */
export const grantSchema = z.strictObject({
  version: z.int().min(1),
  terminalId: idSchema,
  terminalName: textSchema(40),
  issuedAt: z.int().min(0),
  expiresAt: z.int().min(0),
  branch: branchProfileSchema,
  staff: z.array(grantedStaffSchema).max(500),
  /** What the company changed of the roles' limits; absent where it changed nothing, as an older till expects. */
  roleLimits: roleLimitsSchema.optional(),
  subscription: z.enum(['trialing', 'active', 'past-due', 'suspended', 'cancelled']),
  /** Until when another shift may be opened; absent while nothing is owed. What is open may always be sold on and closed. */
  worksUntil: z.int().min(0).optional(),
});
/** See {@link grantSchema}. */
export type Grant = z.infer<typeof grantSchema>;

/** What a till says when it asks for its grant: the limits that its version keeps. Nothing, from one of before it was asked. */
export const grantInput = z.strictObject({ limits: z.array(z.string().max(40)).max(50) }).optional();
/** What this version says. */
export const KNOWN_HERE: z.infer<typeof grantInput> = { limits: [...LIMIT_NAMES] };

/** The limits that every till knew before it was asked which: it reads strictly, and would refuse a grant with another. */
const FIRST_LIMITS: readonly LimitName[] = ['discountBp', 'discountAmount', 'voidAmount', 'refundAmount'];

/** Of what a company changed, what a till keeps that said this of itself; a role of which nothing is left is not named. */
export function limitsKnownTo(said: z.infer<typeof grantInput>, changed: RoleLimits): RoleLimits {
  const known = new Set<string>(said?.limits ?? FIRST_LIMITS);
  const kept = Object.entries(changed).map(
    ([role, limits]) => [role, Object.fromEntries(Object.entries(limits).filter(([name]) => known.has(name)))] as const,
  );
  return roleLimitsSchema.parse(Object.fromEntries(kept.filter(([, limits]) => Object.keys(limits).length > 0)));
}
