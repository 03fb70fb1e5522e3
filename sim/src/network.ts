import type { Chance } from './chance.ts';
import type { Timeline } from './timeline.ts';

/** What a till hears instead of an answer. */
export class LineFault extends Error {
  override readonly name = 'LineFault';
}

/** How bad the lines are, as "once in so many"; undefined = never. */
export type Weather = {
  readonly lose: number | undefined;
  readonly loseReply: number | undefined;
  readonly repeat: number | undefined;
  readonly garble: number | undefined;
  readonly breakServer: number | undefined;
  /** Pages of a pull that are shorter than they could be. */
  readonly shortPages: number | undefined;
  readonly slowestMs: number;
};

export const CALM: Weather = {
  lose: undefined,
  loseReply: undefined,
  repeat: undefined,
  garble: undefined,
  breakServer: undefined,
  shortPages: undefined,
  slowestMs: 20,
};

/** The lines between all tills and the cloud. */
export type Network = {
  weather: Weather;
  /** The next request dies in the cloud at this statement. */
  breakNext?: number | undefined;
  /** Only a part of the next batch arrives. */
  cutNext?: boolean;
  /** What somebody in between makes of the next batch. */
  tamperNext?: ((text: string) => string) | undefined;
  /** How many answers brought something, and how many requests did. */
  news: number;
  /** Wires that are cut: a till's name is its line to the cloud, `lan` before it its cable in the shop. */
  readonly cutOff: Set<string>;
  /** Carries a request and its answer, or what becomes of them. Called inside a task. */
  carry<I, O>(from: Sender, request: Request<I, O>): Promise<O>;
};

/** Who asks, and over which wires. One that was switched off meanwhile hears no answer. */
export type Sender = { readonly name: string; readonly wires?: readonly string[]; isAlive(): boolean };

export type Request<I, O> = {
  readonly name: string;
  readonly input: I;
  /** Not to the cloud, whose process can't die of it. */
  readonly isLocal?: boolean;
  /** What arrives at the other end; may be told to break half way. */
  deliver(input: I): Promise<O>;
  /** Reads the answer as a till does: what it can't parse is no answer. */
  parse(answer: unknown): O;
  /** A part of the request that is also a whole request, for a line that cuts. */
  part?(input: I, luck: Chance): I;
  /** An answer with less in it that is as true. */
  shorter?(answer: O, luck: Chance): O;
};

export type NetworkParts = {
  readonly time: Timeline;
  readonly luck: Chance;
  readonly note: (line: string) => void;
  /** Makes the next request to the cloud die at its n-th statement. */
  readonly breakServerAt: (statement: number | undefined) => void;
};

/** Longest that a till waits, as in its own client. */
const TIMEOUT_MS = 15_000;
/** A request that was held up somewhere may arrive long after its sender gave up. */
const HELD_UP_MS = 120_000;
const STATEMENTS_OF_A_PUSH = 24;

export function network(parts: NetworkParts): Network {
  const { time, luck } = parts;
  const net: Network = {
    weather: CALM,
    news: 0,
    cutOff: new Set(),
    carry: (from, request) =>
      time.wait((answer) => {
        const settled = { done: false };
        const settle = async <T>(what: () => T) => {
          if (settled.done || !from.isAlive()) return;
          settled.done = true;
          await answer(what as never);
        };
        const fail = (why: string) => settle(() => raise(why));
        if ((from.wires ?? [from.name]).some((wire) => net.cutOff.has(wire))) return time.after(100, () => fail('no route'));
        time.after(TIMEOUT_MS, () => fail('timed out'));
        for (const delayMs of arrivals(net.weather, luck)) {
          time.after(delayMs, () => arrive({ net, parts, from: from.name }, request, { settle, fail }));
        }
      }),
  };
  return net;
}

function raise(why: string): never {
  throw new LineFault(why);
}

function comesUp(odds: number | undefined, luck: Chance): boolean {
  return odds !== undefined && luck.oneIn(odds);
}

/** When copies of a request reach the cloud: none, one, or another one much later. */
function arrivals(weather: Weather, luck: Chance): number[] {
  if (comesUp(weather.lose, luck)) return [];
  const first = 1 + luck.below(weather.slowestMs);
  return comesUp(weather.repeat, luck) ? [first, first + luck.below(HELD_UP_MS)] : [first];
}

type Where = { readonly net: Network; readonly parts: NetworkParts; readonly from: string };
type Answers<O> = { settle(what: () => O): Promise<void>; fail(why: string): Promise<void> };

async function arrive<I, O>({ net, parts, from }: Where, request: Request<I, O>, { settle, fail }: Answers<O>): Promise<void> {
  const { time, luck, note, breakServerAt } = parts;
  const { weather } = net;
  const cut = request.part !== undefined && (takeOnce(net, 'cutNext') ?? comesUp(weather.garble, luck));
  const input = onTheWay(net, request, cut ? luck : undefined);
  if (!request.isLocal) breakServerAt(whereItBreaks(net, luck));
  const result = await request.deliver(input).then(
    (value) => ({ value: overTheWire(request.shorter && comesUp(weather.shortPages, luck) ? request.shorter(value, luck) : value) }),
    (error: unknown) => ({ error: error instanceof Error ? error.message : String(error) }),
  );
  breakServerAt(undefined);
  if ('value' in result ? isNews(result.value) : !request.isLocal) net.news += 1;
  note(`${from} ${request.name}${cut ? ' (cut)' : ''} -> ${'error' in result ? `failed: ${result.error}` : brief(result.value)}`);
  if (comesUp(weather.loseReply, luck)) return;
  const backMs = 1 + luck.below(weather.slowestMs);
  if ('error' in result) return time.after(backMs, () => fail(result.error));
  const garbled = comesUp(weather.garble, luck);
  time.after(backMs, () => settle(() => request.parse(garbled ? { half: 'a page of a captive portal' } : result.value)));
}

/** At which statement of this request the cloud's process dies, if it does. */
function whereItBreaks(net: Network, luck: Chance): number | undefined {
  return takeOnce(net, 'breakNext') ?? (comesUp(net.weather.breakServer, luck) ? luck.below(STATEMENTS_OF_A_PUSH) : undefined);
}

/** What of a request arrives: all of it as it was, unless somebody cut or changed it. */
function onTheWay<I, O>(net: Network, { part, input }: Request<I, O>, cutBy: Chance | undefined): I {
  const sent = part && cutBy ? part(input, cutBy) : input;
  const tamper = part ? takeOnce(net, 'tamperNext') : undefined;
  return tamper ? (JSON.parse(tamper(JSON.stringify(sent))) as I) : overTheWire(sent);
}

function takeOnce<K extends 'breakNext' | 'cutNext' | 'tamperNext'>(net: Network, key: K): Network[K] {
  const value = net[key];
  delete net[key];
  return value;
}

function overTheWire<T>(value: T): T {
  return JSON.parse(JSON.stringify(value ?? null)) as T;
}

function brief(value: unknown): string {
  const { entries, events, grant, signedHead, ...rest } = Object(value) as Record<string, unknown>;
  const count = Array.isArray(entries) ? ` ${entries.length} entries` : Array.isArray(events) ? ` ${events.length} events` : '';
  return `${JSON.stringify(rest)}${count}${grant ? ' grant' : ''}${signedHead ? ' signed' : ''}`;
}

/** What is said to find out that there is nothing to say. */
const SMALL_TALK = ['serverTime', 'certificate', 'tills'];

/** All but greetings that changed nothing and pages without anything on them. */
function isNews(value: unknown): boolean {
  const said = Object(value) as Record<string, unknown>;
  const page = said['entries'] ?? said['masters'];
  return Array.isArray(page) ? page.length > 0 : !SMALL_TALK.some((word) => Object.hasOwn(said, word));
}
