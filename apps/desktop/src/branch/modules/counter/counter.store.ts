import { counterDeviceSchema, type CounterDevice, type CounterKind } from '@fastops/shared/counter/counter-device';
import type { Reader, Writer } from '../../db/access.ts';

export type WeighingRow = {
  readonly id: string;
  readonly grams: number;
  readonly typedById: string | null;
  readonly orderId: string | null;
};

export function findDevice(db: Reader, companyId: string, kind: CounterKind): CounterDevice | null {
  const row = db.get<{ settings: string }>('SELECT settings FROM counter_devices WHERE company_id = ? AND kind = ?', companyId, kind);
  return row ? counterDeviceSchema.parse(JSON.parse(row.settings)) : null;
}

export function saveDevice(db: Writer, companyId: string, { kind, settings }: { kind: CounterKind; settings: CounterDevice }): void {
  const sql = `INSERT INTO counter_devices (company_id, kind, settings) VALUES (?, ?, ?)
    ON CONFLICT (company_id, kind) DO UPDATE SET settings = excluded.settings`;
  db.run(sql, companyId, kind, JSON.stringify(settings));
}

export function deleteDevice(db: Writer, companyId: string, kind: CounterKind): void {
  db.run('DELETE FROM counter_devices WHERE company_id = ? AND kind = ?', companyId, kind);
}

export function findWeighing(db: Reader, companyId: string, id: string): WeighingRow | undefined {
  const sql = 'SELECT id, grams, typed_by_id AS typedById, order_id AS orderId FROM weighings WHERE company_id = ? AND id = ?';
  return db.get<WeighingRow>(sql, companyId, id);
}

type NewWeighing = { readonly id: string; readonly grams: number; readonly typedById: string | null; readonly at: number };

export function insertWeighing(db: Writer, companyId: string, { id, grams, typedById, at }: NewWeighing): void {
  const sql = 'INSERT INTO weighings (company_id, id, grams, typed_by_id, order_id, at) VALUES (?, ?, ?, ?, NULL, ?)';
  db.run(sql, companyId, id, grams, typedById, at);
}

export function setWeighingOrder(db: Writer, companyId: string, { id, orderId }: { id: string; orderId: string }): void {
  db.run('UPDATE weighings SET order_id = ? WHERE company_id = ? AND id = ?', orderId, companyId, id);
}

export function forgetWeighingsBefore(db: Writer, companyId: string, at: number): void {
  db.run('DELETE FROM weighings WHERE company_id = ? AND at < ?', companyId, at);
}
