import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const read = (path: string) => readFileSync(root + path, 'utf8');
const compose = read('deploy/compose.yaml');
const dockerfile = read('deploy/Dockerfile');

test('what the deployment sets is what the server reads, and what it runs is there', () => {
  const known = read('apps/cloud/src/server/env.ts');
  const set = [...`${compose}\n${dockerfile}`.matchAll(/^\s+((?:FASTOPS|DATABASE)_[A-Z_]+):/gm)].map((found) => found[1] ?? '');
  expect(set.length).toBeGreaterThan(10);
  const ofOthers = ['FASTOPS_APP_PASSWORD', 'FASTOPS_DOMAIN'];
  expect(set.filter((name) => !known.includes(name) && !ofOthers.includes(name))).toEqual([]);
  const run = [...`${compose}\n${dockerfile}`.matchAll(/apps\/cloud\/src\/server\/[a-z-]+\.ts/g)].map(([path]) => path);
  expect(run.filter((path) => !existsSync(root + path))).toEqual([]);
  const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap((found) => (found[1] ?? '').split(' '));
  expect(copied.filter((path) => !existsSync(root + path))).toEqual([]);
});

test('servers know neither the owner of the database nor run as root, and the image is of the Node that is pinned', () => {
  const cloud = compose.slice(compose.indexOf('x-cloud'), compose.indexOf('services:'));
  expect(cloud).not.toContain('DATABASE_OWNER_URL');
  expect(dockerfile).toContain('USER node');
  const images = [...dockerfile.matchAll(/^FROM (\S+)/gm)].map((found) => found[1]);
  expect(new Set(images)).toEqual(new Set(['node:24-bookworm-slim']));
});
