import { convertOldExport, type OldExport } from '@fastops/shared/catalog/old-export';
import { saveCatalog } from '../catalog/catalog.service.ts';
import { mailKnown, seatUser } from '../identity/identity.service.ts';
import type { Services } from '../../context.ts';

/** What an import did: documents that changed, people who may log in now, and what it left out with the reason. */
export type Imported = { readonly changed: number; readonly seated: readonly string[]; readonly leftOut: readonly string[] };

/**
 * Takes an export of the old FastOps into a company. For whoever runs the server, never a procedure: a hash that somebody else chose
 * would open that account in every company. Whoever has an account already keeps it as it is. Importing again changes nothing.
 */
export async function importOldExport(services: Services, companyId: string, old: OldExport): Promise<Imported> {
  const { devices, machine, fanout, db } = services;
  const idOf = (kind: string, key: string) => uuidFrom(devices.sha256(`${companyId} old ${kind} ${key}`));
  const { docs, dangling } = convertOldExport(old, idOf);
  const news = { notify: fanout.notify, now: machine.now(), by: 'FastOps' };
  const changed = await db.inCompany(companyId, (sql) => saveCatalog(sql, docs, news));
  const seated: string[] = [];
  const leftOut = [...dangling];
  for (const { email, name, role, passwordHash } of old.users) {
    const isNew = await db.beforeCompany(async (sql) => {
      if (await mailKnown(sql, email)) return false;
      await seatUser(sql, { id: machine.newId(), email: email.toLowerCase(), name, passwordHash, companyId, role });
      return true;
    });
    if (isNew) seated.push(email);
    else leftOut.push(`${email}: has an account`);
  }
  return { changed, seated, leftOut };
}

function uuidFrom(hex: string): string {
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
