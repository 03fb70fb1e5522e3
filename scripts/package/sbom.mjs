// What a release is made of, as CycloneDX 1.6: every package that the till's own depend on, with the hash that the lock file holds.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rootDir } from '../setup/paths.mjs';

/** Whose dependencies end up in the app archive; what only builds or tests it doesn't. */
const SHIPPED = ['apps/desktop', 'packages/shared', 'packages/ui'];
/** Of the desktop's tools these go into the bundle of its screens, so they ship too; a test holds the list against the imports. */
const BUNDLED = ['@tanstack/react-query', 'i18next', 'jsqr', 'lucide-react', 'react', 'react-dom', 'react-i18next'];
/** Peers that only a compiler reads: the packer leaves them out. */
const ONLY_TYPES = /^(typescript|@typescript\/|@types\/)/;

/**
 * @param {{ version: string, electron: string, lock?: string }} release
 * @returns {string} the document; the same lock and versions give the same bytes
 */
export function sbomOf({ version, electron, lock = readFileSync(join(rootDir, 'pnpm-lock.yaml'), 'utf8') }) {
  const { importers, packages, snapshots } = sectionsOf(lock);
  const direct = SHIPPED.flatMap((name) => shippedBy(importers.get(name) ?? []));
  const edges = new Map();
  const waiting = [...direct];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (edges.has(next) || ONLY_TYPES.test(next)) continue;
    const needs = dependenciesIn(snapshots.get(next) ?? []).filter((each) => !ONLY_TYPES.test(each));
    edges.set(next, needs);
    waiting.push(...needs);
  }
  const names = [...new Set([...edges.keys()].map(plain))].sort(inOrder);
  const app = `pkg:generic/fastops@${version}`;
  const runtime = purl(`electron@${electron}`);
  const document = {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: `urn:uuid:${uuidOf(`${version}:${electron}:${lock}`)}`,
    version: 1,
    metadata: { component: { type: 'application', 'bom-ref': app, name: 'fastops', version } },
    components: [
      { type: 'framework', 'bom-ref': runtime, name: 'electron', version: electron, purl: runtime },
      ...names.map((name) => componentOf(name, packages.get(name) ?? [])),
    ],
    dependencies: [
      { ref: app, dependsOn: [...new Set([runtime, ...direct.map((each) => purl(plain(each)))])].sort(inOrder) },
      ...names.map((name) => ({ ref: purl(name), dependsOn: needsOf(name, edges) })),
    ],
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function componentOf(name, lines) {
  const at = name.lastIndexOf('@');
  const [group, short] = name.startsWith('@') ? name.slice(0, at).split('/') : [undefined, name.slice(0, at)];
  const integrity = /integrity: sha512-([^}\s]+)/.exec(lines.join('\n'))?.[1];
  return {
    type: 'library',
    'bom-ref': purl(name),
    ...(group ? { group } : {}),
    name: short,
    version: name.slice(at + 1),
    purl: purl(name),
    ...(integrity ? { hashes: [{ alg: 'SHA-512', content: Buffer.from(integrity, 'base64').toString('hex') }] } : {}),
  };
}

/** One package may stand in the lock several times, beside different peers. */
function needsOf(name, edges) {
  const all = [...edges].filter(([key]) => plain(key) === name).flatMap(([, needs]) => needs.map((each) => purl(plain(each))));
  return [...new Set(all)].sort(inOrder);
}

/** `@scope/name@1.2.3` → the address that scanners know it by. */
function purl(name) {
  return `pkg:npm/${name.replace(/^@/, '%40')}`;
}

const inOrder = (one, other) => (one < other ? -1 : 1);

/** Without the peers in brackets. */
function plain(key) {
  return key.replace(/\(.*$/, '');
}

function uuidOf(text) {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** The lock's sections, each as the lines under its entries. It is written by pnpm alone, so its shape is always this one. */
function sectionsOf(lock) {
  const sections = { importers: new Map(), packages: new Map(), snapshots: new Map() };
  let section;
  let lines;
  for (const line of lock.split('\n')) {
    const top = /^([a-z]\w*):/i.exec(line)?.[1];
    if (top) section = sections[top];
    const entry = section && /^ {2}(\S.*?):(?: \{\})?$/.exec(line)?.[1];
    if (entry) section.set(entry.replaceAll("'", ''), (lines = []));
    else if (section && lines) lines.push(line);
  }
  return sections;
}

/** `name@version` of what a workspace package ships, links to its neighbours left out. */
function shippedBy(lines) {
  const found = [];
  let [kind, name] = ['', ''];
  for (const line of lines) {
    kind = captured(/^ {4}(\w+):$/, line) ?? kind;
    name = captured(/^ {6}(\S.*?):$/, line) ?? name;
    const version = captured(/^ {8}version: (.+)$/, line);
    const isShipped = kind !== 'devDependencies' || BUNDLED.includes(name);
    if (isShipped && version !== undefined) found.push({ name, version });
  }
  return found.filter(({ version }) => !version.startsWith('link:')).map(({ name: each, version }) => keyOf(each, version));
}

function captured(pattern, line) {
  const found = pattern.exec(line)?.[1];
  return found === undefined ? undefined : unquoted(found);
}

function dependenciesIn(lines) {
  return lines.flatMap((line) => {
    const [, name, version] = /^ {6}(\S.*?): (.+)$/.exec(line) ?? [];
    return name === undefined || version === undefined || version.startsWith('link:') ? [] : [keyOf(unquoted(name), unquoted(version))];
  });
}

/** An alias stands in the lock under the name of what it really is. */
function keyOf(name, version) {
  return /^@?[^@(]+@\d/.test(version) ? version : `${name}@${version}`;
}

function unquoted(text) {
  return text.replaceAll("'", '');
}
