// npm run package -- --branch FILE.json [--target …] | --all DIR: the till of one branch, or of many, out of one compile.
import { mkdir } from 'node:fs/promises';
import { basename } from 'node:path';
import { baseBuild, dropBase, manifestVersion } from '../package/base-build.mjs';
import { branchJobs, refuseSameName } from '../package/branch-files.mjs';
import { buildBranch } from '../package/branch-build.mjs';
import { publishTo } from '../package/feed.mjs';
import { refuseInstallerWithout, windowsPublisher } from '../package/installer-config.mjs';
import { LOCAL_TARGETS, packageOptions } from '../package/options.mjs';
import { releaseKey } from '../package/release-key.mjs';
import { rootDir } from '../setup/paths.mjs';
import { say, sayFailure, secondsSince, step } from '../setup/progress.mjs';

try {
  await packageTills(process.argv.slice(2));
} catch (error) {
  sayFailure(error);
  process.exitCode = 1;
}

async function packageTills(args) {
  const startedAt = performance.now();
  const options = packageOptions(args, { cwd: process.env.INIT_CWD ?? rootDir });
  if (options.target === 'nsis') windowsPublisher(process.env);
  const jobs = branchJobs(options);
  refuseSameName(jobs, options.version ?? manifestVersion());
  const key = releaseKey();
  const base = await baseBuild({ version: options.version, key });
  try {
    if (!LOCAL_TARGETS.includes(options.target)) refuseInstallerWithout(options.target, base);
    await mkdir(options.out, { recursive: true });
    await inParallel(jobs, options.jobs, async ({ file, branch }) => {
      const made = await step(`${basename(file)} → ${options.target}`, () => buildBranch({ ...options, base, branch, key }));
      process.stdout.write(`${made}\n`);
    });
    if (options.feed !== undefined) await publishTo(options.feed, { base, key, channels: channelsOf(jobs) });
  } finally {
    dropBase(base);
  }
  say(`${jobs.length} of ${jobs.length} in ${secondsSince(startedAt)}; app.asar ${base.asarSha256.slice(0, 16)}…`);
}

function channelsOf(jobs) {
  return [...new Set(jobs.map(({ branch }) => branch.channel))];
}

async function inParallel(jobs, lanes, work) {
  const waiting = [...jobs];
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await work(next);
  };
  await Promise.all(Array.from({ length: Math.min(lanes, jobs.length) }, lane));
}
