import { ipcMain, type IpcMainEvent, type WebContents } from 'electron';
import type { z } from 'zod';
import { isFromTopFrameOf } from './senders.ts';

/** All that a page may say to the shell; everything else it says to the branch server, over its port. */
export type Channel = 'branch-port-please' | 'leaving-answer';

export type Door<T> = {
  /** The one page that is heard; undefined while there is none. */
  readonly from: () => WebContents | undefined;
  readonly schema: z.ZodType<T>;
  readonly hear: (said: T) => void;
};

/** Hears one channel from the top frame of one page of ours, with arguments of the right shape. Answers how to stop. */
export function listenTo<T>(channel: Channel, { from, schema, hear }: Door<T>): () => void {
  const heard = (event: IpcMainEvent, ...said: unknown[]) => {
    if (!isFromTopFrameOf(event, from())) return;
    const parsed = schema.safeParse(said);
    if (parsed.success) hear(parsed.data);
  };
  ipcMain.on(channel, heard);
  return () => void ipcMain.off(channel, heard);
}
