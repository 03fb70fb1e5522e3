import type { IpcMainEvent, WebContents } from 'electron';
import { isOwnAddress } from './addresses.ts';

/** A frame that is gone, a frame inside another, an empty or blank page: none of them is ours. */
export function isFromTopFrameOf(
  { sender, senderFrame }: Pick<IpcMainEvent, 'sender' | 'senderFrame'>,
  expected: WebContents | undefined,
): boolean {
  if (expected === undefined || sender !== expected) return false;
  return senderFrame !== null && senderFrame.parent === null && isOwnAddress(senderFrame.url);
}
