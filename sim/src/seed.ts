import type { Scope } from '@fastops/shared/sync/protocol';
import { actAt } from './actions.ts';
import { chance, type Chance } from './chance.ts';
import type { SimCloud } from './cloud.ts';
import { heal } from './heal.ts';
import { LAN_TROUBLES, lanBeat, openNetwork, pairAgain } from './lan-troubles.ts';
import { CALM, type Weather } from './network.ts';
import { audit } from './oracles.ts';
import { fault, type Fault } from './promises.ts';
import type { Scenario } from './scenario-steps.ts';
import { SCENARIOS } from './scenarios.ts';
import { setPrice } from './shop.ts';
import { TROUBLES } from './troubles.ts';
import { openWorld, traceHash, type World } from './world.ts';

/** What one seed came to. */
export type Outcome = {
  readonly seed: string;
  readonly faults: readonly Fault[];
  readonly ops: number;
  readonly hash: string;
  readonly trace: readonly string[];
};

const SPAN_MS = 15 * 60_000;
const QUIET_MS = 20_000;

/** Seeds with a name are scenarios. */
const SCENARIO = 'scenario: ';

export function scenarioSeeds(): string[] {
  return SCENARIOS.map(({ name }) => `${SCENARIO}${name}`);
}

/** Runs a seed from its founding to its audit. Never throws for what it finds. */
export function runSeed(cloud: SimCloud, seed: string): Promise<Outcome> {
  if (!seed.startsWith(SCENARIO)) return runByLuck(cloud, seed);
  const scenario = SCENARIOS.find(({ name }) => seed === `${SCENARIO}${name}`);
  if (!scenario) throw new Error(`there is no ${seed}`);
  return runScenario(cloud, seed, scenario);
}

async function runScenario(cloud: SimCloud, seed: string, scenario: Scenario): Promise<Outcome> {
  const world = await openWorld(cloud, seed, { tills: scenario.tills, branches: 1 });
  return finished(world, 0, async () => {
    const faults = (await scenario.play(world)) ?? [];
    await heal(world);
    return [...faults, ...(await audit(world))];
  });
}

async function runByLuck(cloud: SimCloud, seed: string): Promise<Outcome> {
  const plan = chance(`${seed} plan`);
  const world = await openWorld(cloud, seed, { tills: 2 + plan.below(3), branches: plan.oneIn(4) ? 2 : 1 });
  const ops = 20 + plan.below(22);
  const hasHub = !plan.oneIn(3);
  return finished(world, ops, async () => {
    if (hasHub) await openNetworks(world);
    schedule(world, plan, { ops, hasHub });
    world.net.weather = weatherOf(plan);
    world.note(`weather ${JSON.stringify(world.net.weather)}`);
    for (const till of world.tills) await till.exchange();
    await world.time.run(world.time.now() + SPAN_MS);
    await heal(world);
    return audit(world);
  });
}

async function finished(world: World, ops: number, run: () => Promise<Fault[]>): Promise<Outcome> {
  try {
    return outcome(world, ops, await run());
  } catch (error) {
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return outcome(world, ops, [fault('something threw that nobody expected', detail)]);
  } finally {
    for (const till of world.tills) till.close();
  }
}

function outcome(world: World, ops: number, faults: readonly Fault[]): Outcome {
  for (const { oracle, detail } of faults) world.note(`${oracle}: ${detail}`);
  return { seed: world.seed, faults, ops, hash: traceHash(world), trace: world.trace };
}

function weatherOf(plan: Chance): Weather {
  const odds = () => (plan.oneIn(2) ? undefined : 3 + plan.below(12));
  if (plan.oneIn(5)) return CALM;
  return {
    lose: odds(),
    loseReply: odds(),
    repeat: odds(),
    garble: odds(),
    breakServer: odds(),
    shortPages: odds(),
    slowestMs: 50 + plan.below(8_000),
  };
}

/** Puts a quarter of an hour of a shop on the list: people's hands, exchanges, and what goes wrong. */
function schedule(world: World, plan: Chance, { ops, hasHub }: { ops: number; hasHub: boolean }): void {
  const { time, luck, ledger, shop } = world;
  const sometime = () => luck.below(SPAN_MS);
  const anyTill = () => luck.pick(world.tills);
  const parts = {
    luck,
    productIds: shop.productIds,
    paid: (receipt: World['ledger']['receipts'][number]) => void ledger.receipts.push(receipt),
  };
  for (let op = 0; op < ops; op += 1) {
    time.after(sometime(), async () => {
      const till = anyTill();
      if (!till.isOn()) return;
      actAt(till, parts);
      if (hasHub && luck.oneIn(6)) pairAgain(world, till);
      if (hasHub && !luck.oneIn(3)) await lanBeat(world, till);
      if (luck.oneIn(2)) await till.exchange({ hello: false, pull: new Set() });
    });
  }
  for (let beat = 0; beat < 3 * world.tills.length; beat += 1)
    time.after(sometime(), () => anyTill().exchange(luck.oneIn(2) ? undefined : someNeed(luck)));
  if (hasHub) for (let beat = 0; beat < 6 * world.tills.length; beat += 1) time.after(sometime(), () => lanBeat(world, anyTill()));
  for (let change = plan.below(4); change > 0; change -= 1)
    time.after(sometime(), () =>
      setPrice(world.cloud, shop, { index: luck.below(shop.productIds.length), price: 10_000 + 500 * luck.below(20) }),
    );
  for (const trouble of hasHub ? [...TROUBLES, ...LAN_TROUBLES] : TROUBLES) {
    if (plan.oneIn(2)) continue;
    for (let times = 1 + plan.below(trouble.times); times > 0; times -= 1)
      // Early enough that what it does later is done before the lines are mended.
      time.after(luck.below(SPAN_MS / 2), async () => {
        const till = anyTill();
        world.note(`${trouble.name} at ${till.name}`);
        await trouble.strike(world, till);
      });
  }
}

/** Some shops have a hub: paired on a quiet morning. */
async function openNetworks(world: World): Promise<void> {
  for (const till of world.tills) await till.exchange();
  await world.time.run(world.time.now() + QUIET_MS);
  for (const branchId of world.shop.branches) openNetwork(world, branchId);
}

function someNeed(luck: Chance): { hello: boolean; pull: Set<Scope> } {
  return { hello: luck.oneIn(2), pull: new Set(luck.pick<Scope[]>([[], ['branch'], ['company'], ['branch', 'company']])) };
}
