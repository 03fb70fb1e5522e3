import { expect, test } from 'vitest';
import { sayFigure, soakSize } from '@fastops/shared/testing/soak';
import { dice } from '../testing/dice.ts';
import { killFirstStarts, killWriters, openWhileInUse } from '../testing/embedded-kills.ts';

// `--size N` sets the kills of a writer; the other two keep their share.
const kills = soakSize(200);

test('C13: a second process on the folder is refused in two seconds with the pid of the first', async () => {
  const times = Math.ceil(kills / 10);
  const report = await openWhileInUse(times);
  sayFigure({
    id: 'C13',
    trials: times,
    of: 'second processes',
    bad: times - report.named,
    named: 'let in or unnamed',
    also: `slowest ${Math.round(report.slowestMs)} ms`,
  });
  expect(report).toMatchObject({ refused: times, named: times, stillWriting: true });
});

test('C13: killed while writing, nothing acknowledged is lost', async () => {
  const report = await killWriters(kills, dice(Date.now()));
  sayFigure({
    id: 'C13',
    trials: kills,
    of: 'kills while writing',
    bad: report.lost,
    named: 'acknowledged lost',
    also: `${report.acknowledged} acknowledged, opened ${report.opened}`,
  });
  expect(report).toMatchObject({ lost: 0, opened: kills });
});

test('C13: killed while it opens for the first time, it opens whole the next time', async () => {
  const times = Math.ceil(kills / 4);
  const report = await killFirstStarts(times, dice(Date.now()));
  sayFigure({ id: 'C13', trials: times, of: 'kills in the first start', bad: times - report.whole, named: 'not whole afterwards' });
  expect(report).toEqual({ kills: times, opened: times, whole: times });
});
