/** Names under which answers are kept. Shared, because one feature's act makes another's answer old. */
export const ME = ['me'] as const;
export const TODAY = ['today'] as const;
export const TERMINALS = ['terminals'] as const;
export const CUSTODY = ['custody'] as const;
export const BRANCHES = ['branches'] as const;
export const ACCESS = ['access'] as const;
export const AUDIT = ['audit'] as const;
export const KITCHEN = ['kitchen'] as const;
export const TICKETS = ['tickets'] as const;
export const MORNING = ['morning'] as const;
export const STAFF = ['staff'] as const;
export const COMPANIES = ['companies'] as const;
export const API_KEYS = ['api-keys'] as const;
export const COMPANY = ['company'] as const;
export const EXPORTS = ['exports'] as const;

export function orderKey(id: string) {
  return ['order', id] as const;
}
