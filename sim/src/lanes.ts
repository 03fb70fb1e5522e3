import { PowerCut } from './disk.ts';
import type { Timeline } from './timeline.ts';

/** What a till may be in the middle of: an exchange with the cloud, one with the hub, and handing on what others brought. */
export type Lane = 'cloud' | 'hub' | 'relay';

export type Lanes = {
  /** Begins a task, unless one of its lane is under way. None outlives the start it began in. */
  run(lane: Lane, task: (isAlive: () => boolean) => Promise<void>): Promise<void>;
  lastError(lane: Lane): string | undefined;
};

export type LaneParts = {
  readonly name: string;
  readonly time: Timeline;
  readonly note: (line: string) => void;
  /** Counts starts, so that what began before the last one is dead. */
  readonly starts: () => number;
  readonly restart: () => void;
  readonly over: (lane: Lane) => void;
};

export function lanes({ name, time, note, starts, restart, over }: LaneParts): Lanes {
  const busySince = new Map<Lane, number>();
  const errors = new Map<Lane, string>();
  return {
    run: async (lane, task) => {
      const mine = starts();
      if (busySince.get(lane) === mine) return;
      busySince.set(lane, mine);
      const isAlive = () => mine === starts();
      await time.start(async () => {
        const failure = await task(isAlive).then(
          () => undefined,
          (error: unknown) => (error instanceof Error ? error : new Error(String(error))),
        );
        if (!isAlive()) return;
        busySince.delete(lane);
        errors.delete(lane);
        if (failure) errors.set(lane, failure.message);
        if (failure) note(`${name} ${lane} failed: ${failure.message}`);
        if (failure instanceof PowerCut) restart();
        over(lane);
      });
    },
    lastError: (lane) => errors.get(lane),
  };
}
