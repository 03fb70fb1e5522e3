import { join } from 'node:path';
import { compilePermissions } from '@fastops/shared/identity/permissions';
import type { Actor } from './context.ts';
import type { BranchEnv } from './env.ts';
import { addPrinter } from './modules/printing/printing.service.ts';
import type { Branch } from './compose.ts';

/** The installer's own hand, for what is set up before anybody can log in. */
const INSTALLER: Actor = {
  id: '00000000-0000-7000-8000-000000000001',
  name: 'FastOps',
  role: 'installer',
  permissions: compilePermissions(['printers.manage']),
};

/** Uses the enrolment that came with the installation, and where there is no printer lets tickets go to a folder. */
export async function prepareFirstStart({ services, log }: Branch, env: BranchEnv): Promise<void> {
  const { core } = services;
  if (core.enrolment() || !env.enrolment) return;
  const answer = await services.enrolments.enrol(env.enrolment);
  if (!answer.ok) return log.warn(answer.refusal, 'the prepared enrolment was refused');
  for (const printer of env.branchFile?.printers ?? []) core.execute(INSTALLER, (ctx) => addPrinter(ctx, { id: ctx.newId(), ...printer }));
  if (env.printFolder === undefined) return;
  for (const role of ['receipt', 'kitchen'] as const) {
    const path = join(env.printFolder, `${role}.escpos`);
    const settings = {
      name: role === 'receipt' ? 'Recibos' : 'Cocina',
      role,
      profileId: 'generic-80',
      transport: { kind: 'file', path },
    } as const;
    core.execute(INSTALLER, (ctx) => addPrinter(ctx, { id: ctx.newId(), ...settings }));
  }
}
