/** A snapshot streams for a while; a pause longer than this in the middle of it is a lost line. */
const LONGEST_PAUSE_MS = 15_000;
/** No line of a snapshot is longer. */
const LONGEST_LINE = 4_000_000;

/** Asks for a snapshot and gives its lines as they arrive; undefined when the cloud has no such thing. */
export async function snapshotLines(url: string, token: string): Promise<AsyncIterable<string> | undefined> {
  const pause = pauseWatch();
  const answer = await fetch(url, { headers: { authorization: `Bearer ${token}` }, signal: pause.signal });
  // A cloud without it says so, or shows its dashboard to an address that it doesn't know.
  if (answer.status === 404 || (answer.ok && !isLines(answer))) {
    pause.stop();
    await answer.body?.cancel();
    return undefined;
  }
  if (!answer.ok || !answer.body) {
    pause.stop();
    throw new Error(`the cloud answered ${answer.status} to a snapshot`);
  }
  return linesOf(answer.body, pause);
}

function isLines(answer: Response): boolean {
  return answer.headers.get('content-type')?.split(';')[0]?.trim() === 'application/x-ndjson';
}

type PauseWatch = { readonly signal: AbortSignal; alive(): void; stop(): void };

function pauseWatch(): PauseWatch {
  const controller = new AbortController();
  const start = () => setTimeout(() => controller.abort(new Error('the snapshot stopped coming')), LONGEST_PAUSE_MS);
  let timer = start();
  return {
    signal: controller.signal,
    alive: () => {
      clearTimeout(timer);
      timer = start();
    },
    stop: () => clearTimeout(timer),
  };
}

async function* linesOf(body: ReadableStream<Uint8Array>, pause: PauseWatch): AsyncGenerator<string> {
  let rest = '';
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const chunk of body) {
      pause.alive();
      const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
      rest = lines.pop() ?? '';
      if (rest.length > LONGEST_LINE) throw new Error('a line of the snapshot has no end');
      yield* lines;
    }
    if (rest !== '') yield rest;
  } finally {
    pause.stop();
  }
}
