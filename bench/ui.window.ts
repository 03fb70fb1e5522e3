import type { CDPSession, Page } from '@playwright/test';

/** Milliseconds from the click being dispatched to the frame after the change was in the document. */
export async function clickToFrame(page: Page, target: string, changed: string): Promise<number> {
  return page.evaluate(
    ([clicked, watched]) =>
      new Promise<number>((resolve, reject) => {
        const look = () => [...document.querySelectorAll(watched)].map((each) => each.textContent).join('|');
        const before = look();
        const start = performance.now();
        const giveUp = setTimeout(() => reject(new Error(`nothing new under ${watched}`)), 5_000);
        const observer = new MutationObserver(() => {
          if (look() === before) return;
          observer.disconnect();
          clearTimeout(giveUp);
          requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - start)));
        });
        observer.observe(document.body, { childList: true, subtree: true, attributes: true, characterData: true });
        document.querySelector<HTMLElement>(clicked)?.click();
      }),
    [target, changed] as const,
  );
}

/** Milliseconds from each key of a word going into a field to the frame after what follows from it was drawn. */
export async function keysToFrames(page: Page, field: string, word: string): Promise<number[]> {
  return page.evaluate(
    async ([selector, text]) => {
      const input = document.querySelector<HTMLInputElement>(selector);
      const write = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
      if (!input || !write) throw new Error(`no field ${selector}`);
      const samples: number[] = [];
      for (let n = 1; n <= text.length; n += 1) {
        const start = performance.now();
        write.call(input, text.slice(0, n));
        input.dispatchEvent(new Event('input', { bubbles: true }));
        await new Promise<void>((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
        samples.push(performance.now() - start);
      }
      write.call(input, '');
      input.dispatchEvent(new Event('input', { bubbles: true }));
      await new Promise<void>((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      return samples;
    },
    [field, word] as const,
  );
}

/** The floors of clicks and keys: the least that a page can do for each, in the same window. */
export async function floors(page: Page, times: number): Promise<{ click: number[]; key: number[] }> {
  await page.evaluate(() => {
    const button = Object.assign(document.createElement('button'), { id: 'floor-button' });
    const list = Object.assign(document.createElement('ol'), { id: 'floor-list' });
    const input = Object.assign(document.createElement('input'), { id: 'floor-input' });
    button.onclick = () => list.append(Object.assign(document.createElement('li'), { textContent: 'floor' }));
    input.oninput = () =>
      list.replaceChildren(
        ...Array.from({ length: 48 }, (_, n) => Object.assign(document.createElement('li'), { textContent: `${input.value} ${n}` })),
      );
    document.body.append(button, list, input);
  });
  const click: number[] = [];
  for (let n = 0; n < times; n += 1) click.push(await clickToFrame(page, '#floor-button', '#floor-list > li'));
  const key = await keysToFrames(page, '#floor-input', 'extraordinaria');
  await page.evaluate(() => document.querySelectorAll('#floor-button, #floor-list, #floor-input').forEach((each) => each.remove()));
  return { click, key };
}

/** How long the frames of a window are in which nothing happens: what the machine itself does to them. */
export async function idleFrames(page: Page, forMs: number): Promise<number[]> {
  return page.evaluate(
    (span) =>
      new Promise<number[]>((resolve) => {
        const frames: number[] = [];
        const start = performance.now();
        let last = start;
        const tick = (now: number) => {
          frames.push(now - last);
          last = now;
          if (now - start < span) requestAnimationFrame(tick);
          else resolve(frames.slice(1));
        };
        requestAnimationFrame(tick);
      }),
    forMs,
  );
}

/** Rings up orders in the page as fast as it lets: three taps, pay, confirm. Answers how long each frame was, in ms. */
export async function rush(page: Page, orders: number): Promise<number[]> {
  return page.evaluate(async (count) => {
    const frames: number[] = [];
    let last = performance.now();
    let running = true;
    const tick = (now: number) => {
      frames.push(now - last);
      last = now;
      if (running) requestAnimationFrame(tick);
    };
    requestAnimationFrame((now) => {
      last = now;
      requestAnimationFrame(tick);
    });
    const until = (what: () => boolean) =>
      new Promise<void>((resolve, reject) => {
        const end = performance.now() + 20_000;
        const look = () => (what() ? resolve() : performance.now() > end ? reject(new Error(String(what))) : void setTimeout(look, 4));
        look();
      });
    const find = (selector: string) => document.querySelector<HTMLElement>(selector);
    const lines = () => document.querySelectorAll('[data-testid="order-line"]').length;
    for (let n = 0; n < count; n += 1) {
      // A script's clicks are no finger's: without one, the till would lock by itself in the middle of a long day.
      window.dispatchEvent(new Event('pointermove'));
      const tiles = [...document.querySelectorAll<HTMLElement>('[data-testid="product-tile"]')].filter((tile) =>
        /Agua|Limonada|Malta|Té/.test(tile.textContent),
      );
      for (let tap = 0; tap < 3; tap += 1) tiles[(n + tap) % tiles.length]?.click();
      await until(() => lines() > 0);
      find('[data-testid="pay-button"]')?.click();
      await until(() => find('[data-testid="pay-confirm"]') !== null);
      find('[data-testid="pay-confirm"]')?.click();
      await until(() => find('[data-testid="pay-confirm"]') === null && lines() === 0);
    }
    running = false;
    return frames;
  }, orders);
}

/** Bytes that are still held after a collection: the window's heap, and its count of nodes. */
export async function heldMemory(session: CDPSession): Promise<{ heapMb: number; nodes: number }> {
  await session.send('HeapProfiler.collectGarbage');
  await session.send('Performance.enable');
  const { metrics } = await session.send('Performance.getMetrics');
  const metric = (name: string) => metrics.find((each) => each.name === name)?.value ?? Number.NaN;
  return { heapMb: Math.round((metric('JSHeapUsedSize') / 2 ** 20) * 10) / 10, nodes: metric('Nodes') };
}
