import { defineAbility } from '@casl/ability';
import { newEnforcer, newModel } from 'casbin';
import { compileAccess, compileRoles, mayAt } from '@fastops/shared/identity/access';
import { PERMISSIONS } from '@fastops/shared/identity/permissions';
import { SYSTEM_ROLES } from '@fastops/shared/identity/roles';
import type { BenchRow } from './lib/report.ts';

const BRANCHES = Array.from({ length: 8 }, (_, index) => `branch-${index}`);
const ROUNDS_MS = 1_000;

/** One question: may the manager of two branches do this at that branch? The same questions, in the same order, to all three. */
const QUESTIONS = BRANCHES.flatMap((branch) => PERMISSIONS.map((permission) => ({ branch, permission })));
const MANAGED = BRANCHES.slice(0, 2);

/** Permission checks a second in one process, beside CASL and node-casbin with the same rules; all three must answer alike. */
export async function permissionChecks(): Promise<BenchRow[]> {
  const roles = Object.entries(SYSTEM_ROLES).map(([id, permissions]) => ({ id, permissions: [...permissions], parents: [] }));
  const access = compileAccess(compileRoles(roles), {
    assignments: MANAGED.map((branchId) => ({ roleId: 'manager', branchId })),
    overrides: [],
  });
  const ours = ({ branch, permission }: (typeof QUESTIONS)[number]) => mayAt(access, permission, branch);

  const ability = defineAbility((can) => {
    for (const branch of MANAGED) for (const permission of SYSTEM_ROLES.manager) can(permission, branch);
  });
  const casl = ({ branch, permission }: (typeof QUESTIONS)[number]) => ability.can(permission, branch);

  const enforcer = await newEnforcer(
    newModel(`[request_definition]
r = sub, dom, act
[policy_definition]
p = sub, act
[role_definition]
g = _, _, _
[policy_effect]
e = some(where (p.eft == allow))
[matchers]
m = g(r.sub, p.sub, r.dom) && r.act == p.act`),
  );
  for (const permission of SYSTEM_ROLES.manager) await enforcer.addPolicy('manager', permission);
  for (const branch of MANAGED) await enforcer.addGroupingPolicy('luis', 'manager', branch);
  const casbin = ({ branch, permission }: (typeof QUESTIONS)[number]) => enforcer.enforceSync('luis', branch, permission);

  for (const question of QUESTIONS)
    if (ours(question) !== casl(question) || ours(question) !== casbin(question))
      throw new Error(`they differ: ${JSON.stringify(question)}`);
  return [
    { name: 'permission check, ours', 'M checks/s': perSecond(ours), goal: '≥ 5' },
    { name: 'permission check, CASL 7.0.1', 'M checks/s': perSecond(casl) },
    { name: 'permission check, node-casbin 5.51.1', 'M checks/s': perSecond(casbin) },
  ];
}

function perSecond(check: (question: (typeof QUESTIONS)[number]) => boolean): number {
  let allowed = 0;
  const turn = () => {
    for (const question of QUESTIONS) if (check(question)) allowed += 1;
  };
  // Warmed up first, as a server is.
  for (let round = 0; round < 20; round += 1) turn();
  let checks = 0;
  const start = performance.now();
  while (performance.now() - start < ROUNDS_MS) {
    turn();
    checks += QUESTIONS.length;
  }
  if (allowed === 0) throw new Error('nothing was allowed');
  return Math.round(checks / (performance.now() - start) / 10) / 100;
}
