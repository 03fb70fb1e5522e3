import { useEffect, useRef } from 'react';

import { openDisplayChannel } from './display-channel.ts';
import type { DisplayView } from './display-view.ts';

/** Where the display's page is; asking for it is how the window is opened (main opens its own, with no bridge in it). */
const DISPLAY_PAGE = 'app://pos/display.html';

/** Keeps the customer's screen open while it is on, and tells it what to show. */
export function useCustomerDisplay(on: boolean, view: DisplayView): void {
  const channel = useRef<ReturnType<typeof openDisplayChannel>>(undefined);
  useEffect(() => {
    if (!on) return;
    const opened = openDisplayChannel();
    channel.current = opened;
    window.open(DISPLAY_PAGE);
    return () => {
      opened.closeDisplay();
      opened.stop();
      channel.current = undefined;
    };
  }, [on]);
  // Compared as text: a drawing of the same says nothing to the other screen.
  const text = JSON.stringify(view);
  useEffect(() => channel.current?.show(JSON.parse(text) as DisplayView), [text, on]);
}
