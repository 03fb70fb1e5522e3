import type { HandedOn } from '@fastops/shared/lan/handed-on';
import type { Reader, Writer } from '../../db/access.ts';
import { applyMaster, mastersToHandOn } from '../catalog/catalog.service.ts';
import { cursorOf, type Cursor } from '../sync/sync.service.ts';

/** Everything, if the hub has read further than who asks; else nothing. Another lineage is the cloud's business alone. */
export function handOnMasters(db: Reader, companyId: string, since: Cursor): HandedOn {
  const cursor = cursorOf(db, companyId, 'company');
  const isSame = since.epoch === '' || since.epoch === cursor.epoch;
  const isFurther = since.epoch === '' ? cursor.epoch !== '' : cursor.position > since.position;
  return { cursor, masters: isSame && isFurther ? mastersToHandOn(db, companyId) : [] };
}

/** Where this till is with the cloud's masters. */
export function mastersCursor(db: Reader, companyId: string): Cursor {
  return cursorOf(db, companyId, 'company');
}

/**
 * Takes what is newer by version. The till's own cursor stays: what the cloud gives later is compared the same way. A hub that still
 * stands in a lineage that the cloud gave up gives nothing, however this till came to know the new one since it asked.
 */
export function takeMasters(db: Writer, companyId: string, { cursor, masters }: HandedOn): void {
  const own = mastersCursor(db, companyId);
  if (own.epoch !== '' && own.epoch !== cursor.epoch) return;
  for (const master of masters) applyMaster(db, companyId, master);
}
