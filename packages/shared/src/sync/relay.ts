import { z } from 'zod';
import { eventSchema } from './event.ts';
import { MAX_BATCH_EVENTS, pushInput, pushReply } from './protocol.ts';

/**
 * A run of another terminal's stream, handed on by the hub of its branch. Whose stream it is, the cloud knows; what the till
 * holds alone (custody) only the till can say. Without events it asks how far the cloud is.
 */
export const relayInput = pushInput.omit({ custody: true }).extend({ events: z.array(eventSchema).max(MAX_BATCH_EVENTS) });
/** See {@link relayInput}. */
export type RelayInput = z.infer<typeof relayInput>;

/** As for a push; `unknown`: no stream of a terminal of this branch (or not yet: its till has to register it itself). */
export const relayReply = pushReply.pick({ ackSeq: true, ackHash: true }).extend({
  outcome: z.enum(['stored', 'rewind', 'fork', 'unknown']),
});
/** See {@link relayReply}. */
export type RelayReply = z.infer<typeof relayReply>;
