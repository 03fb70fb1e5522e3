import { expect, test } from 'vitest';
import { isFromTopFrameOf } from './senders.ts';

const OURS = 'app://pos/';
type Event = Parameters<typeof isFromTopFrameOf>[0];
type Page = NonNullable<Parameters<typeof isFromTopFrameOf>[1]>;
const page = { id: 1 } as Page;
const frame = (url: string, parent: unknown = null) => ({ sender: page, senderFrame: { url, parent } }) as unknown as Event;

test('E2: only the top frame of the one page that is ours is heard', () => {
  expect(isFromTopFrameOf(frame(OURS), page)).toBe(true);
  expect(isFromTopFrameOf(frame(OURS), { id: 2 } as Page)).toBe(false);
  expect(isFromTopFrameOf(frame(OURS), undefined)).toBe(false);
});

test('E2: no frame that is gone, none inside another, none with an empty, blank or foreign address', () => {
  expect(isFromTopFrameOf({ sender: page, senderFrame: null } as unknown as Event, page)).toBe(false);
  expect(isFromTopFrameOf(frame(OURS, { url: OURS }), page)).toBe(false);
  for (const url of ['', 'about:blank', 'about:srcdoc', 'https://pos/', 'app://pos.evil/', 'file:///', 'data:text/html,x'])
    expect([url, isFromTopFrameOf(frame(url), page)]).toEqual([url, false]);
});
