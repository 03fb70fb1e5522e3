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
  },
};
