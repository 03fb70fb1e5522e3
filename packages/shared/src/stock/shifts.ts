/** A drawer that was open, with who had it. */
export type ShiftSession = {
  readonly id: string;
  readonly businessDay: string;
  readonly openedAt: number;
  readonly closedAt: number | null;
  readonly person: string;
};

/** A turn of the whole branch: drawers that were open together, since they all sold from one fridge. */
export type Shift = {
  readonly id: string;
  readonly businessDay: string;
  readonly from: number;
  /** When the last of its drawers was closed; null while one is open. */
  readonly to: number | null;
  readonly people: readonly string[];
};

/** A drawer that nobody closed stops counting as open after a day: a till that broke would hold every shift together. */
const LONGEST_MS = 24 * 3_600_000;

/** Sessions that overlap are one shift: a scale can't tell at which of two tills the potatoes went. Earliest first. */
export function shiftsOf(sessions: readonly ShiftSession[]): Shift[] {
  const shifts: Shift[] = [];
  for (const session of [...sessions].sort((a, b) => a.openedAt - b.openedAt || (a.id < b.id ? -1 : 1))) {
    const last = shifts.at(-1);
    if (last && session.openedAt < endOf(last)) shifts[shifts.length - 1] = joined(last, session);
    else shifts.push({ ...pick(session), people: [session.person] });
  }
  return shifts;
}

function pick({ id, businessDay, openedAt, closedAt }: ShiftSession): Omit<Shift, 'people'> {
  return { id, businessDay, from: openedAt, to: closedAt };
}

function joined(shift: Shift, { openedAt, closedAt, person }: ShiftSession): Shift {
  const isOpen = shift.to === null || closedAt === null;
  const people = shift.people.includes(person) ? shift.people : [...shift.people, person];
  // An open one that began later keeps the shift open longer.
  const to = isOpen ? null : Math.max(shift.to, closedAt, openedAt);
  return { ...shift, to, people };
}

function endOf({ from, to }: Shift): number {
  return to ?? from + LONGEST_MS;
}

/**
 * The shift something happened in: the last that had begun. What is counted or thrown away after the drawer was closed and before the
 * next opens is the closing shift's; what came before the first opened is the first's.
 */
export function shiftAt(shifts: readonly Shift[], at: number): Shift | undefined {
  return shifts.findLast(({ from }) => from <= at) ?? shifts[0];
}
