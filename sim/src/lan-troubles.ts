import { handOn, isHub, isPaired, meetHub, pairWith, takeRole } from './lan.ts';
import type { Trouble } from './troubles.ts';
import type { Till } from './till.ts';
import type { World } from './world.ts';

const LONGEST_CUT_MS = 7 * 60_000;

/** What goes wrong in a shop whose tills have a hub. */
export const LAN_TROUBLES: readonly Trouble[] = [
  { name: 'cables pulled', times: 3, strike: (world, till) => cut(world, [`lan ${till.name}`]) },
  { name: 'no internet in the shop', times: 2, strike: (world, till) => cut(world, namesOf(colleagues(world, till))) },
  { name: 'internet at the hub alone', times: 3, strike: hubAloneIsOnline },
  { name: 'a hub that dies', times: 2, strike: hubDies },
  { name: 'take-overs', times: 2, strike: (_, till) => takeRole(till) },
];

/** The tills of a branch, with one of them as hub. They need a grant for that, so they have spoken with the cloud. */
export function openNetwork(world: World, branchId: string): void {
  const [hub, ...others] = world.tills.filter(({ actor }) => actor.branchId === branchId);
  if (!hub || others.length === 0) return;
  takeRole(hub);
  for (const till of others) pairWith(hub, till);
}

/** What a till does in the shop's network on its own: it meets its hub, and hands on what it holds of others. */
export async function lanBeat(world: World, till: Till): Promise<void> {
  if (!till.isOn() || !till.core().enrolment()) return;
  await meetHub(world, till);
  await handOn(till);
}

/** Somebody pairs a machine that is new in the shop, or whose key another one of the same name took the place of. */
export function pairAgain(world: World, till: Till): void {
  if (till.isOn() && till.core().enrolment() && !isPaired(till)) pairAtHub(world, till);
}

function pairAtHub(world: World, till: Till): void {
  const hub = colleagues(world, till).find((each) => each !== till && each.isOn() && isHub(each));
  const wires = [`lan ${till.name}`, `lan ${hub?.name}`];
  if (hub && !wires.some((wire) => world.net.cutOff.has(wire))) pairWith(hub, till);
}

function hubAloneIsOnline(world: World, till: Till): void {
  const others = colleagues(world, till).filter((each) => !each.isOn() || !isHub(each));
  cut(world, namesOf(others));
}

/** Its plug is pulled for some minutes; somebody presses the button at another till before it comes back, or nobody does. */
function hubDies(world: World, till: Till): void {
  const { luck, time } = world;
  const hub = colleagues(world, till).find((each) => each.isOn() && isHub(each));
  if (!hub) return;
  hub.switchOff();
  const offMs = luck.below(LONGEST_CUT_MS);
  time.after(offMs, () => void (world.tills.includes(hub) && !hub.isOn() && hub.restart()));
  const others = colleagues(world, till).filter((each) => each !== hub);
  if (others.length === 0 || luck.oneIn(3)) return;
  const next = luck.pick(others);
  time.after(luck.below(offMs + 1), () => void (world.tills.includes(next) && takeRole(next)));
}

function colleagues(world: World, till: Till): Till[] {
  return world.tills.filter(({ actor }) => actor.branchId === till.actor.branchId);
}

function namesOf(tills: readonly Till[]): string[] {
  return tills.map(({ name }) => name);
}

function cut({ net, time, luck }: World, wires: readonly string[]): void {
  for (const wire of wires) net.cutOff.add(wire);
  time.after(luck.below(LONGEST_CUT_MS), () => {
    for (const wire of wires) net.cutOff.delete(wire);
  });
}
