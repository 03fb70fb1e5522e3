// The house rules that no ready-made linter rule covers, as an oxlint plugin. The list of rules and where each applies
// is in .oxlintrc.json; scripts/checks/lint-selftest.mjs plants a violation of each.

const LETTERS = /\p{L}{2,}/u;
/** The start of an address and the name printed on a key are the same in every language. */
const ADDRESS = /^https?:\/\//;
const KEY_CAP = 'Kbd';
const SPOKEN_ATTRIBUTES = new Set(['title', 'alt', 'placeholder', 'aria-label', 'aria-description', 'label']);
const DISABLE = /^\s*(?:oxlint|eslint)-disable(?:-next-line|-line)?\b/;
const SILENCE = /^\s*@ts-(?:ignore|nocheck|expect-error)\b/;

const noClock = {
  meta: { docs: { description: 'The time comes through ctx.now or an argument, so that a test can set it.' } },
  create(context) {
    const tell = (node) => context.report({ node, message: 'A hidden clock: take the time from ctx.now or an argument.' });
    return {
      NewExpression(node) {
        if (isGlobal(context, node.callee, 'Date') && node.arguments.length === 0) tell(node);
      },
      CallExpression(node) {
        if (isGlobal(context, node.callee, 'Date')) tell(node);
      },
    };
  },
};

const disableNeedsReason = {
  meta: { docs: { description: 'Silencing a tool says why, after two dashes.' } },
  create(context) {
    return {
      Program() {
        for (const comment of context.sourceCode.getAllComments()) {
          const silences = DISABLE.test(comment.value) || SILENCE.test(comment.value);
          if (silences && !/\s--\s+\S{3,}/.test(comment.value)) {
            context.report({ node: comment, message: 'Say why after two dashes: `-- the reason`.' });
          }
        }
      },
    };
  },
};

const noTextInComponents = {
  meta: { docs: { description: 'What a person reads comes from the message catalogue.' } },
  create(context) {
    const tell = (node) => context.report({ node, message: 'Text for people comes from the message catalogue, not from a component.' });
    return {
      JSXText(node) {
        if (isSpoken(node.value) && node.parent.openingElement?.name.name !== KEY_CAP) tell(node);
      },
      JSXAttribute(node) {
        const literal = node.value?.type === 'Literal' ? node.value : node.value?.expression;
        if (SPOKEN_ATTRIBUTES.has(node.name.name) && typeof literal?.value === 'string' && isSpoken(literal.value)) tell(node);
      },
    };
  },
};

const documentExports = {
  meta: { docs: { description: 'Every export of the domain has a line of documentation.' } },
  create(context) {
    return {
      ExportNamedDeclaration(node) {
        if (!node.declaration || isLaterOverload(node) || isShapeOfSchema(node.declaration)) return;
        const before = context.sourceCode.getCommentsBefore(node).at(-1);
        if (before?.type === 'Block' && before.value.startsWith('*')) return;
        context.report({ node, message: 'Say in a docstring what this is: shapes, units, errors, and the source of a rule.' });
      },
    };
  },
};

/** What opens the shell to a page or to the outside, and the one file that may use it; undefined: none may. */
const DOORS = {
  'new BrowserWindow': 'shell/window.ts',
  'new BrowserView': undefined,
  'new WebContentsView': undefined,
  ipcMain: 'shell/ipc.ts',
  openExternal: 'shell/security.ts',
  openPath: undefined,
  executeJavaScript: undefined,
  executeJavaScriptInIsolatedWorld: undefined,
};

const electronDoors = {
  meta: { docs: { description: 'Windows, messages and outside addresses go through one file each, which holds their guards.' } },
  create(context) {
    const file = context.filename.replaceAll('\\', '/');
    const meet = (node, door) => {
      if (!Object.hasOwn(DOORS, door)) return;
      const home = DOORS[door];
      if (home !== undefined && file.endsWith(`/${home}`)) return;
      context.report({ node, message: home === undefined ? `${door} is not used here.` : `${door} is used in ${home} alone.` });
    };
    return {
      NewExpression: (node) => meet(node, `new ${node.callee.name ?? node.callee.property?.name}`),
      MemberExpression(node) {
        if (node.object.type === 'Identifier') meet(node, node.object.name);
        if (!node.computed) meet(node, node.property.name);
      },
    };
  },
};

const MARKUP_SETTERS = new Set(['innerHTML', 'outerHTML', 'srcdoc']);
const MARKUP_CALLS = new Set(['insertAdjacentHTML', 'createContextualFragment', 'parseFromString']);

const noMarkupFromText = {
  meta: { docs: { description: 'A text is never taken for markup.' } },
  create(context) {
    const tell = (node) => context.report({ node, message: 'A text would be taken for markup: let React put it there as a text.' });
    return {
      AssignmentExpression(node) {
        if (node.left.type === 'MemberExpression' && MARKUP_SETTERS.has(node.left.property.name)) tell(node);
      },
      CallExpression(node) {
        const { callee } = node;
        if (callee.type !== 'MemberExpression') return;
        const isWrite = callee.object.name === 'document' && /^write(ln)?$/.test(callee.property.name);
        if (isWrite || MARKUP_CALLS.has(callee.property.name)) tell(node);
      },
    };
  },
};

function isSpoken(text) {
  return LETTERS.test(text) && !ADDRESS.test(text.trim());
}

/** `type Order = z.infer<typeof order>` says nothing that its schema, one line above, does not. */
function isShapeOfSchema(declaration) {
  if (declaration.type !== 'TSTypeAliasDeclaration') return false;
  const { typeName } = declaration.typeAnnotation;
  return typeName?.type === 'TSQualifiedName' && typeName.left.name === 'z';
}

function isLaterOverload(node) {
  const name = node.declaration.id?.name;
  if (name === undefined || !/Function/.test(node.declaration.type)) return false;
  const siblings = node.parent.body;
  const previous = siblings[siblings.indexOf(node) - 1];
  return previous?.type === 'ExportNamedDeclaration' && previous.declaration?.id?.name === name;
}

function isGlobal(context, callee, name) {
  if (callee.type !== 'Identifier' || callee.name !== name) return false;
  for (let scope = context.sourceCode.getScope(callee); scope; scope = scope.upper) {
    const variable = scope.set.get(name);
    if (variable) return variable.defs.length === 0;
  }
  return true;
}

// oxlint loads a plugin by its default export.
export default {
  meta: { name: 'house' },
  rules: {
    'no-clock': noClock,
    'disable-needs-reason': disableNeedsReason,
    'no-text-in-components': noTextInComponents,
    'document-exports': documentExports,
    'electron-doors': electronDoors,
    'no-markup-from-text': noMarkupFromText,
  },
};
