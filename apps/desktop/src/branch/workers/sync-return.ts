import { isUnproven } from '../adapters/cloud-client.ts';
import { ownHead, readCertificate, saveCertificate } from '../modules/sync/sync.service.ts';
import type { SyncParts } from './sync-parts.ts';

/** Keeps the cloud's word on who this terminal is, once: a cloud that has forgotten us can't give it any more. */
export async function keepCertificate({ core, client }: SyncParts): Promise<void> {
  if (readCertificate(core.db) !== undefined) return;
  const certificate = await client.certificate();
  if (certificate !== undefined) core.transaction((db) => saveCertificate(db, certificate), []);
}

/**
 * Whether a cloud that said it doesn't know us took us in again: one that was restored from a backup older than our enrolment does. One
 * that revoked us, or knows another key under our name, says no, and a person has to make a code.
 */
export async function cameBack({ core, client, incarnations, log }: SyncParts, error: unknown): Promise<boolean> {
  const terminal = core.enrolment()?.terminal;
  const certificate = readCertificate(core.db);
  if (!isUnproven(error) || !terminal || certificate === undefined) return false;
  const { streamId, series, lastSeq, lastHash } = ownHead(core.db, terminal.companyId);
  try {
    const given = await client.comeBack({ certificate, stream: { streamId, series, lastSeq, lastHash } });
    // Somebody else was given our letters in the meantime: tickets go on under others.
    if (given.streamId !== streamId) incarnations.begin('moved', given);
    log('the cloud had forgotten this terminal and took it in again', { series: given.series });
    return true;
  } catch (refused) {
    log('the cloud does not know this terminal', { message: String(refused) });
    return false;
  }
}
