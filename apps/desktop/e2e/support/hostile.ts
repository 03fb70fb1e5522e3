/** Where a page could be led: other schemes, other hosts that look like ours, tricks of parsing. */
export const HOSTILE_URLS: readonly string[] = [
  'https://evil.test/?app://pos',
  'https://evil.test/app://pos/',
  'http://pos/',
  'https://pos/',
  'app://pos.evil/',
  'app://evil/',
  'app://pos@evil/',
  'app://pos:80@evil.test/',
  'app://evil.test#app://pos/',
  'app:evil',
  'APP://EVIL/',
  'file:///etc/passwd',
  'file://localhost/etc/passwd',
  'smb://evil.test/share',
  'ftp://evil.test/',
  'javascript:window.injected=1',
  'data:text/html,<script>window.injected=1</script>',
  'blob:https://evil.test/0',
  'about:blank',
  'about:srcdoc',
  'chrome://version/',
  'chrome://gpu/',
  'chrome-extension://a/b.html',
  'devtools://devtools/bundled/inspector.html',
  'view-source:app://pos/',
  'ws://evil.test/',
  'mailto:a@evil.test',
  'tel:+571',
  'ms-msdt:/id',
  'search-ms:query=x',
  '//evil.test/',
  '\\\\evil.test\\share',
];

const UPS = ['../', '..%2f', '%2e%2e/', '%2e%2e%2f', '..%5c', '..%255c', '....//', '..;/', '.%2e/', '%252e%252e%252f'];
const GOALS = ['etc/passwd', 'main/index.js', 'preload/index.cjs', 'package.json', 'resources/branch.json'];

/** Ways out of a folder: every spelling of "up" before every goal. */
export const TRAVERSALS: readonly string[] = UPS.flatMap((up) => GOALS.map((goal) => `app://pos/${up.repeat(6)}${goal}`));

const HANDLERS = ['onerror', 'onload', 'onfocus autofocus', 'ontoggle open', 'onpointerenter'];
const TAGS = ['img src=x', 'svg', 'details', 'input', 'body', 'iframe srcdoc=x', 'video src=x', 'math'];
const FRAMES = [
  (x: string) => x,
  (x: string) => `"><${x}`,
  (x: string) => `'--></style></script>${x}`,
  (x: string) => `{{${x}}}`,
  (x: string) => `\${${x}}`,
];

/** 200 texts that would run if anything on the screen took a text for markup. */
export const XSS_TEXTS: readonly string[] = TAGS.flatMap((tag) =>
  HANDLERS.flatMap((handler) => FRAMES.map((frame) => frame(`<${tag} ${handler}=window.injected=1>`))),
);
