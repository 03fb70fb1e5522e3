// The import rules of the house. scripts/checks/dependency-selftest.mjs plants a violation of each of them.

const LOWER_ONLY = 'Imports point down: domain <- store <- service <- router <- UI.';
const core = 'apps/(?:desktop/src/branch|cloud/src/server)';
const web = 'apps/(?:desktop/src/renderer|cloud/src/web)';
const layer = (name) => `^${core}/modules/([^/]+)/[^/]+[.]${name}[.]ts$`;
const anyLayer = (names) => `^${core}/modules/[^/]+/[^/]+[.](?:${names})[.]ts$`;
const npm = (names) => `(^|/)node_modules/(@types/)?(${names})/`;
/** Tests and what only they use may reach further than the product. */
const TEST_CODE = '[.](test|sim|soak|e2e|long|bench)[.]tsx?$|/testing/|^apps/[^/]+/e2e/|^bench/|^sim/|^packages/ui/gallery/|[.]config[.]ts$';
/** The one file per process that puts the parts together. */
const ROOT_OF_COMPOSITION = `^${core}/(compose|index|env)[.]ts$`;

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: { pathNot: '^packages/ui/gallery/' }, to: { circular: true } },

    { name: 'domain-is-pure', severity: 'error', comment: 'Domain code imports domain code and zod. Nothing else.',
      from: { path: '^packages/shared/src/', pathNot: TEST_CODE },
      to: { pathNot: ['^packages/shared/src/', npm('zod')] } },
    { name: 'base-knows-no-module', severity: 'error', comment: 'base/ is what every module stands on.',
      from: { path: '^packages/shared/src/base/', pathNot: TEST_CODE }, to: { path: '^packages/shared/src/(?!base/)' } },

    { name: 'store-looks-down', severity: 'error', comment: LOWER_ONLY,
      from: { path: layer('store') },
      to: { path: [anyLayer('service|router|port'), `^${core}/(rpc|http|shell|devices|adapters|workers|jobs)/`] } },
    { name: 'store-is-private', severity: 'error', comment: 'Only its own service may open a store.',
      from: { path: `^${core}/modules/([^/]+)/`, pathNot: TEST_CODE },
      to: { path: `^${core}/modules/[^/]+/[^/]+[.]store[.]ts$`, pathNot: `^${core}/modules/$1/` } },
    { name: 'store-only-from-service', severity: 'error', comment: 'A store is opened by its service, and by the root of composition.',
      from: { path: '^apps/', pathNot: [anyLayer('store|service'), ROOT_OF_COMPOSITION, TEST_CODE] },
      to: { path: anyLayer('store') } },

    { name: 'service-looks-down', severity: 'error', comment: LOWER_ONLY,
      from: { path: layer('service') },
      to: { path: [anyLayer('router'), `^${core}/(rpc|http|shell|devices|adapters|workers|jobs)/`] } },
    { name: 'service-touches-no-machine', severity: 'error', comment: 'Clock, ids, disk, network and devices come through ctx or a port.',
      from: { path: layer('(?:service|port)') },
      to: { dependencyTypes: ['core', 'npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'npm-unknown'], pathNot: '^packages/shared/' } },

    { name: 'router-knows-service-only', severity: 'error', comment: 'A router is a price list: permission, shape, function.',
      from: { path: layer('router') }, to: { path: [`^${core}/db/`, `^${core}/(shell|devices|adapters|workers|jobs)/`] } },
    { name: 'module-door-is-its-service', severity: 'error', comment: 'Enter another module by its service (or port) file.',
      from: { path: `^${core}/modules/([^/]+)/`, pathNot: TEST_CODE },
      to: { path: `^${core}/modules/`, pathNot: [`^${core}/modules/$1/`, anyLayer('service|port')] } },

    { name: 'sql-driver-lives-in-db', severity: 'error', comment: 'One place opens databases, with one set of pragmas.',
      from: { pathNot: [`^${core}/db/`, TEST_CODE] }, to: { path: npm('better-sqlite3|better-sqlite3-abi130|pg|postgres|@electric-sql/pglite') } },
    { name: 'electron-lives-in-main-and-preload', severity: 'error', comment: 'Everything else also runs without Electron.',
      from: { pathNot: ['^apps/desktop/src/main/', '^apps/desktop/src/preload/', TEST_CODE] },
      to: { path: `${npm('electron')}|^electron$` } },
    { name: 'main-knows-no-business', severity: 'error', comment: 'Electron main starts the branch server and hands over its port; it calls nothing in it.',
      from: { path: '^apps/desktop/src/main/', pathNot: TEST_CODE },
      to: { path: '^apps/desktop/src/branch/', dependencyTypesNot: ['type-only'] } },

    { name: 'ui-reaches-core-by-type-only', severity: 'error', comment: 'UI talks to the core by RPC; it may see its types, never its code.',
      from: { path: '^apps/(desktop/src/(renderer|preload)|cloud/src/web)/', pathNot: TEST_CODE },
      to: { path: `^${core}/`, dependencyTypesNot: ['type-only'] } },
    { name: 'ui-types-come-from-the-router', severity: 'error', comment: 'One door: the type of the router.',
      from: { path: '^apps/(desktop/src/(renderer|preload)|cloud/src/web)/', pathNot: TEST_CODE },
      to: { path: `^${core}/`, pathNot: `^${core}/rpc/router[.]ts$` } },
    { name: 'ui-is-not-node', severity: 'error', comment: 'A browser has no Node.',
      from: { path: `^${web}/`, pathNot: TEST_CODE }, to: { dependencyTypes: ['core'] } },
    { name: 'features-are-islands', severity: 'error', comment: 'Compose features in app/, not in each other.',
      from: { path: '^(apps/.+?/(?:renderer|web/[^/]+))/features/([^/]+)/', pathNot: TEST_CODE },
      to: { path: '/features/', pathNot: ['^$1/features/$2/', 'node_modules'] } },
    { name: 'app-is-the-roof', severity: 'error', comment: 'Features and lib stand below app/.',
      from: { path: '/(renderer|web/[^/]+)/(features|lib)/', pathNot: TEST_CODE }, to: { path: '^apps/.+/(renderer|web/[^/]+)/app/' } },
    { name: 'lib-knows-no-feature', severity: 'error', comment: 'lib/ is what features stand on.',
      from: { path: ['^apps/[^/]+/src/(renderer|web)/lib/', '^apps/[^/]+/src/web/[^/]+/lib/'], pathNot: TEST_CODE }, to: { path: '^apps/.+/(features|app)/' } },
    { name: 'web-apps-are-islands', severity: 'error', comment: 'Dashboard, menu and driver are three apps.',
      from: { path: '^apps/cloud/src/web/(dashboard|menu|driver)/' },
      to: { path: '^apps/cloud/src/web/(dashboard|menu|driver)/', pathNot: '^apps/cloud/src/web/$1/' } },
    { name: 'apps-are-islands', severity: 'error', comment: 'Till and cloud meet on the wire and in packages/shared.',
      from: { path: '^apps/([^/]+)/', pathNot: TEST_CODE }, to: { path: '^apps/', pathNot: '^apps/$1/' } },
    { name: 'ui-kit-is-bare', severity: 'error', comment: 'The kit draws; it does not know the business.',
      from: { path: '^packages/ui/', pathNot: TEST_CODE },
      to: { pathNot: ['^packages/ui/', '^packages/shared/src/base/', npm('react|react-dom|@base-ui/react|lucide-react|@fontsource[^/]*/[^/]+'), '[.]css$'] } },
    { name: 'core-draws-nothing', severity: 'error', comment: 'Screens are the UI\'s.',
      from: { path: `^${core}/` }, to: { path: ['^packages/ui/', npm('react|react-dom')] } },
    { name: 'no-test-code-in-product', severity: 'error', comment: 'What ships does not lean on tests.',
      from: { pathNot: TEST_CODE }, to: { path: '[.](test|sim|soak|e2e|bench)[.]tsx?$|^(apps|packages)/.+/testing/' } },
    { name: 'no-unresolvable', severity: 'error', comment: 'An import that leads nowhere hides from every other rule.',
      from: {}, to: { couldNotResolve: true, pathNot: '[?](modulePath|nodeWorker|asset|url|raw|inline)$|^virtual:' } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|out)/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'default'], mainFields: ['module', 'main', 'types'] },
  },
};
