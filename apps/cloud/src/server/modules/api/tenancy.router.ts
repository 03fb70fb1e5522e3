import { z } from 'zod';
import { idSchema } from '@fastops/shared/base/id';
import { done, refuse } from '@fastops/shared/base/result';
import { TAX_PROFILES } from '@fastops/shared/catalog/tax-profile';
import { reaches, type Reach } from '@fastops/shared/identity/access';
import { branchPlaceSchema } from '@fastops/shared/tenancy/sign-up';
import { reachProcedure, router, userProcedure } from '../../rpc/procedures.ts';
import { archiveBranch, branchDetails, createBranch, editBranch, restoreBranch } from '../tenancy/branches.service.ts';
import { companyLife } from '../tenancy/life.service.ts';
import { BRANCH_EXAMPLE, id, ID_EXAMPLE, listOf, nothing, one, pageById, paged, shown } from './paging.ts';

const company = shown(
  z.looseObject({
    id: idSchema,
    name: z.string(),
    legalName: z.string(),
    nit: z.string(),
    country: z.string(),
    createdAt: z.int(),
    suspendedAt: z.int().nullable(),
    closesAt: z.int().nullable(),
  }),
  {
    id: ID_EXAMPLE,
    name: 'El Parche',
    legalName: 'El Parche S.A.S.',
    nit: '900123456-8',
    country: 'CO',
    createdAt: 1_764_010_800_000,
    suspendedAt: null,
    closesAt: null,
  },
  'Company',
);

/** The company that the caller is in: there is no other to be seen from here. */
export const companiesRouter = router({
  list: userProcedure('user', nothing, {
    method: 'GET',
    path: '/companies',
    tags: ['companies'],
    summary: 'The company that you are logged in to',
    answer: listOf(company),
  }).query(async ({ sql }) => {
    const life = await companyLife(sql);
    return { items: life ? [companyOf(life)] : [], next: null };
  }),
  get: userProcedure('user', one, {
    method: 'GET',
    path: '/companies/{id}',
    tags: ['companies'],
    summary: 'Read one company',
    answer: company,
  }).find(async ({ sql }, asked) => {
    const life = await companyLife(sql);
    return life?.companyId === asked.id ? done(companyOf(life)) : refuse({ code: 'company.not-found' });
  }),
});

function companyOf({
  companyId,
  name,
  legalName,
  nit,
  country,
  createdAt,
  suspendedAt,
  closesAt,
}: NonNullable<Awaited<ReturnType<typeof companyLife>>>) {
  return { id: companyId, name, legalName, nit, country, createdAt, suspendedAt, closesAt };
}

const PLACE = {
  name: 'Laureles',
  address: 'Calle 33 # 76-20',
  city: 'Medellín',
  phone: '604 555 0101',
  timeZone: 'America/Bogota',
  dayStartHour: 5,
} as const;
const branch = shown(
  z.looseObject({
    id: idSchema,
    name: z.string(),
    address: z.string(),
    city: z.string(),
    phone: z.string(),
    timeZone: z.string(),
    dayStartHour: z.int(),
    archivedAt: z.int().nullable(),
    terminals: z.int(),
  }),
  { id: BRANCH_EXAMPLE, ...PLACE, archivedAt: null, terminals: 2 },
  'Branch',
);
const tags = ['branches'];
const ref = shown(one, { id: BRANCH_EXAMPLE });
const OUT_OF_REACH = { code: 'branch.not-found' } as const;
const editing = shown(z.strictObject({ id, ...branchPlaceSchema.shape }), { id: BRANCH_EXAMPLE, ...PLACE });
const created = shown(z.strictObject({ ...branchPlaceSchema.shape, tax: z.enum(TAX_PROFILES) }), { ...PLACE, tax: 'INC' });

/** Branches within reach; one that lies outside is not there. */
export const apiBranchesRouter = router({
  list: reachProcedure(
    'branches.read',
    z.strictObject({ archived: z.enum(['true', 'false']).default('false').meta({ example: 'false' }), ...paged }),
    {
      method: 'GET',
      path: '/branches',
      tags,
      summary: 'List branches',
      answer: listOf(branch),
    },
  ).query(async ({ sql, actor }, { archived, ...page }) => {
    const all = await branchDetails(sql, actor.reach);
    return pageById(
      all.filter(({ archivedAt }) => (archivedAt !== null) === (archived === 'true')),
      page,
      (each) => each.id,
    );
  }),
  get: reachProcedure('branches.read', one, {
    method: 'GET',
    path: '/branches/{id}',
    tags,
    summary: 'Read one branch',
    answer: branch,
  }).find(async ({ sql, actor }, asked) => {
    const found = (await branchDetails(sql, actor.reach)).find((each) => each.id === asked.id);
    return found ? done(found) : refuse(OUT_OF_REACH);
  }),
  create: userProcedure('branches.manage', created, {
    method: 'POST',
    path: '/branches',
    tags,
    summary: 'Open one more branch',
    answer: ref,
  }).mutation(async (call, place) => {
    const opened = await createBranch(call, place);
    return opened.ok ? done({ id: opened.value.branchId }) : opened;
  }),
  put: reachProcedure('branches.manage', editing, {
    method: 'PUT',
    path: '/branches/{id}',
    tags,
    summary: 'Say where a branch is and what it is called',
    answer: ref,
  }).mutation(async (call, { id: branchId, ...place }) =>
    within(call.actor.reach, branchId, () => editBranch(call, { branchId, ...place })),
  ),
  archive: reachProcedure('branches.manage', one, {
    method: 'POST',
    path: '/branches/{id}/archive',
    tags,
    summary: 'Put a branch away in which nothing is alive',
    answer: ref,
  }).mutation(async (call, asked) => within(call.actor.reach, asked.id, () => archiveBranch(call, asked.id))),
  restore: reachProcedure('branches.manage', one, {
    method: 'POST',
    path: '/branches/{id}/restore',
    tags,
    summary: 'Take a branch out again',
    answer: ref,
  }).mutation(async (call, asked) => within(call.actor.reach, asked.id, () => restoreBranch(call, asked.id))),
});

async function within(reach: Reach, branchId: string, change: () => ReturnType<typeof restoreBranch>) {
  if (!reaches(reach, branchId)) return refuse(OUT_OF_REACH);
  const changed = await change();
  return changed.ok ? done({ id: branchId }) : changed;
}
