import { isUnproven } from '../adapters/cloud-client.ts';
import { ownHead, readCertificate, saveCertificate } from '../modules/sync/sync.service.ts';
import { readCheck, saveCheck } from '../modules/sync/removal.service.ts';
import type { SyncParts } from './sync-parts.ts';

/** Keeps the cloud's word on who this terminal is, once: a cloud that has forgotten us can't give it any more. */
export async function keepCertificate({ core, client }: SyncParts): Promise<void> {
  if (readCertificate(core.db) !== undefined) return;
  const certificate = await client.certificate();
  if (certificate !== undefined) core.transaction((db) => saveCertificate(db, certificate), []);
}

/** A chain of codes is a year long, and the till keeps the next one too: once a month is often. */
const KEEP_CHECK_MS = 30 * 86_400_000;

/** Keeps what the owner's code for the uninstaller is known by: on the day that it is needed there is no cloud to ask. */
export async function keepRemovalCheck({ core, client }: SyncParts): Promise<void> {
  const now = core.machine.now();
  const kept = readCheck(core.db);
  if (kept !== undefined && Math.abs(now - kept.at) < KEEP_CHECK_MS) return;
  const jws = await client.removalCheck();
  if (jws !== undefined) core.transaction((db) => saveCheck(db, { jws, at: now }), []);
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
