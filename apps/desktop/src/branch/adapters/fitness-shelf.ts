import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { z } from 'zod';
import { commissioningSchema, commissioningText, type Commissioning } from '@fastops/shared/commissioning/report';
import { commissioningPdf } from '@fastops/shared/commissioning/report-pdf';
import type { BranchCore } from '../core.ts';
import { writeWhole } from '../db/durable-file.ts';
import type { FitnessPort, SignedCommissioning } from '../modules/fitness/fitness.port.ts';
import type { OfficeClient } from './cloud-client.ts';
import { machineChecks } from './machine-checks.ts';
import { signText } from './seal.ts';

const SEND_EVERY_MS = 10 * 60_000;
const keptSchema = z.strictObject({ report: commissioningSchema, signature: z.string().max(120), isSent: z.boolean() });

export type FitnessParts = {
  readonly core: BranchCore;
  readonly dataDir: string;
  readonly version: string;
  readonly logs: () => readonly string[];
  readonly privateKey: () => string | undefined;
  readonly office: () => OfficeClient | undefined;
  readonly log: (message: string, facts: object) => void;
};

/** Reports lie in a folder beside the data, as JSON and as PDF; those that the cloud has not heard are sent when it is there. */
export function fitnessShelf(parts: FitnessParts): FitnessPort & { stop(): void } {
  const folder = join(parts.dataDir, 'commissioning');
  const file = (report: Commissioning) => join(folder, `${report.madeAt}.json`);
  const all = (): SignedCommissioning[] =>
    existsSync(folder)
      ? readdirSync(folder)
          .filter((name) => name.endsWith('.json'))
          .sort()
          .flatMap((name) => keptSchema.safeParse(JSON.parse(readFileSync(join(folder, name), 'utf8'))).data ?? [])
      : [];
  const send = async () => {
    for (const kept of all().filter(({ isSent }) => !isSent)) {
      const office = parts.office();
      if (!office) return;
      await office.saveCommissioning({ report: commissioningText(kept.report), signature: kept.signature });
      writeWhole(file(kept.report), { ...kept, isSent: true });
    }
  };
  const trySend = () => send().catch((error: unknown) => parts.log('a commissioning report waits', { error: String(error) }));
  const timer = setInterval(() => void trySend(), SEND_EVERY_MS);
  timer.unref();
  return {
    machine: machineChecks(parts.dataDir),
    logs: parts.logs,
    keepBundle: (bundle) => {
      const target = join(parts.dataDir, 'support', `soporte-${bundle.madeAt}.json.gz`);
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, gzipSync(JSON.stringify(bundle)), { mode: 0o600 });
      return target;
    },
    latest: () => all().at(-1),
    run: async ({ name }, checks) => {
      const { core, version } = parts;
      const enrolled = core.enrolment();
      const privateKey = parts.privateKey();
      if (!enrolled || privateKey === undefined) return undefined;
      const { terminal, grant } = enrolled;
      const { companyName, branchName, utcOffsetHours, language } = grant.branch;
      const place = {
        terminalId: terminal.terminalId,
        branchId: terminal.branchId,
        companyName,
        branchName,
        terminalName: grant.terminalName,
      };
      const made = { id: core.machine.newId(), madeAt: core.machine.now(), madeBy: name, version, utcOffsetHours };
      const report: Commissioning = { format: 1, ...place, ...made, checks: [...checks] };
      const signature = signText(commissioningText(report), privateKey);
      mkdirSync(folder, { recursive: true });
      writeFileSync(file(report).replace(/json$/, 'pdf'), commissioningPdf(report, { language, signature }));
      writeWhole(file(report), { report, signature, isSent: false });
      await trySend();
      return all().at(-1);
    },
    stop: () => clearInterval(timer),
  };
}
