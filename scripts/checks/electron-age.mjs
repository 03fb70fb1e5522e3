// Whether the Electron that ships is one that its makers still mend: run daily by the workflow `supply`.
const DAY_MS = 86_400_000;
const MAJORS = 3;
const PATCH_DAYS = 14;
const STABLE = /^(\d+)\.(\d+)\.(\d+)$/;

/**
 * What is wrong with a version of Electron, as sentences; none when it is one of the newest three majors and no patch of its own
 * major has been out for more than 14 days.
 * @param {{ version: string, published: Readonly<Record<string, string>>, now: number }} facts `published`: version → when
 * @returns {string[]}
 */
export function electronFaults({ version, published, now }) {
  const stable = Object.keys(published).filter((each) => STABLE.test(each));
  const newest = Math.max(...stable.map(majorOf));
  const faults = [];
  if (majorOf(version) <= newest - MAJORS) faults.push(`Electron ${version} is older than the newest ${MAJORS} majors (${newest} is out).`);
  const since = now - PATCH_DAYS * DAY_MS;
  const due = stable.filter((each) => majorOf(each) === majorOf(version) && isAfter(each, version) && Date.parse(published[each]) < since);
  if (due.length > 0) faults.push(`Electron ${due.sort(order).at(-1)} has been out for more than ${PATCH_DAYS} days; this is ${version}.`);
  return faults;
}

function majorOf(version) {
  return Number(version.split('.')[0]);
}

function isAfter(a, b) {
  return order(a, b) > 0;
}

function order(a, b) {
  const [left, right] = [a, b].map((version) => version.split('.').map(Number));
  const at = left.findIndex((part, index) => part !== right[index]);
  return at === -1 ? 0 : left[at] - right[at];
}
