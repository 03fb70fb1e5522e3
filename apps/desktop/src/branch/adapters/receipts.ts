import { z } from 'zod';
import { idSchema } from '@fastops/shared/base/id';
import { hashSchema } from '@fastops/shared/sync/event';
import type { BranchCore } from '../core.ts';
import type { Receipt, ReceiptPort } from '../modules/custody/custody.port.ts';
import { readIdentity } from '../modules/sync/sync.service.ts';
import { verifiedPayload } from './seal.ts';

const receiptSchema = z.object({ streamId: idSchema, seq: z.int().min(0), hash: hashSchema });
/** As many as a till has streams in view, so that a screen that asks again after each sale checks each signature once. */
const MOST_KEPT = 32;

/** Receipts checked against the key that the cloud gave at enrolment. */
export function receiptsOf(core: BranchCore): ReceiptPort {
  const known = new Map<string, Receipt | undefined>();
  return {
    read: (signedHead) => {
      if (!known.has(signedHead)) {
        if (known.size >= MOST_KEPT) known.clear();
        known.set(signedHead, opened(signedHead, readIdentity(core.db)?.cloudKey));
      }
      return known.get(signedHead);
    },
  };
}

function opened(signedHead: string, cloudKey: string | undefined): Receipt | undefined {
  if (cloudKey === undefined) return undefined;
  try {
    return receiptSchema.parse(verifiedPayload(signedHead, cloudKey));
  } catch {
    // Forged, cut short or signed by another cloud: for us there is no receipt.
    return undefined;
  }
}
