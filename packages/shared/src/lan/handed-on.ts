import { z } from 'zod';
import { cursorSchema, masterSchema } from '../sync/protocol.ts';

/** The menu and the settings as a hub has them, and up to where in the cloud's order that is. */
export const handedOnSchema = z.object({ cursor: cursorSchema, masters: z.array(masterSchema).max(20_000) });
/** See {@link handedOnSchema}. */
export type HandedOn = z.infer<typeof handedOnSchema>;
