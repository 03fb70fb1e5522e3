import { z } from 'zod';
import { STYLE } from './rest-docs-style.ts';

const content = z.record(z.string(), z.looseObject({ schema: z.unknown(), example: z.unknown().optional() }));
const operation = z.looseObject({
  operationId: z.string(),
  summary: z.string().default(''),
  tags: z.array(z.string()).default([]),
  security: z.array(z.unknown()).optional(),
  parameters: z
    .array(
      z.looseObject({
        name: z.string(),
        in: z.string(),
        required: z.boolean().default(false),
        description: z.string().optional(),
        schema: z.looseObject({}).optional(),
      }),
    )
    .default([]),
  requestBody: z.looseObject({ content }).optional(),
  responses: z.record(z.string(), z.looseObject({ description: z.string(), content: content.optional() })),
});
const readable = z.looseObject({
  info: z.looseObject({ title: z.string(), version: z.string(), description: z.string().default('') }),
  paths: z.record(z.string(), z.record(z.string(), operation)),
  components: z.looseObject({ schemas: z.record(z.string(), z.unknown()).default({}) }),
});
type Operation = z.infer<typeof operation> & { readonly method: string; readonly path: string };
type Schemas = Readonly<Record<string, unknown>>;

/** The document as one page to read: no script, no other host, nothing that the policy of the dashboard would have to allow. */
export function docsPage(document: unknown): string {
  const { info, paths, components } = readable.parse(JSON.parse(JSON.stringify(document)));
  const all = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, each]): Operation => ({ ...each, path, method: method.toUpperCase() })),
  );
  const byTag = [...Map.groupBy(all, ({ tags }) => tags[0] ?? 'other')].sort(([a], [b]) => a.localeCompare(b));
  const links = byTag.map(([tag, each]) => `<li><a href="#${escaped(tag)}">${escaped(tag)}</a> <small>${each.length}</small></li>`);
  const sections = byTag.map(([tag, each]) => {
    const shown = each.map((one) => operationHtml(one, components.schemas)).join('');
    return `<section id="${escaped(tag)}"><h2>${escaped(tag)}</h2>${shown}</section>`;
  });
  const paragraphs = info.description.split('\n\n').map((each) => `<p>${escaped(each).replaceAll(/`([^`]+)`/g, '<code>$1</code>')}</p>`);
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(info.title)}</title><style>${STYLE}</style></head><body>
<header><h1>${escaped(info.title)} <small>${escaped(info.version)}</small></h1>${paragraphs.join('')}
<p>Machines read <a href="openapi.json">openapi.json</a>.</p></header>
<div class="columns"><nav aria-label="Resources"><ul>${links.join('')}</ul></nav><main>${sections.join('')}</main></div></body></html>`;
}

function operationHtml(each: Operation, schemas: Schemas): string {
  const body = each.requestBody?.content['application/json'];
  const answer = each.responses['200']?.content?.['application/json'];
  const open = each.security === undefined ? ' <em>no log-in needed</em>' : '';
  return `<details id="${escaped(each.operationId)}"><summary><span class="method ${each.method.toLowerCase()}">${each.method}</span>
<code>${escaped(each.path)}</code> <span>${escaped(each.summary)}</span>${open}</summary>
${parametersHtml(each)}
${body ? `<h3>Body</h3>${exampleHtml(body, schemas)}${schemaHtml(body.schema)}` : ''}
${answer ? `<h3>Answer</h3>${exampleHtml(answer, schemas)}${schemaHtml(resolved(answer.schema, schemas))}` : ''}
${statusesHtml(each)}</details>`;
}

function parametersHtml({ parameters }: Operation): string {
  if (parameters.length === 0) return '';
  const rows = parameters.map(({ name, in: place, required, description, schema = {} }) => {
    const words = z.array(z.string()).safeParse(schema['enum']).data;
    const known = words ? `One of ${words.join(', ')}.` : plain(schema['type']);
    const example = plain(schema['example']);
    const cells = [place + (required ? ', required' : ''), known, description ?? plain(schema['description']), example].map(
      (cell) => `<td>${escaped(cell)}</td>`,
    );
    return `<tr><th scope="row"><code>${escaped(name)}</code></th>${cells.join('')}</tr>`;
  });
  const heads = ['Parameter', 'Where', 'What', 'Meaning', 'Example'].map((head) => `<th scope="col">${head}</th>`).join('');
  return `<div class="wide"><table><thead><tr>${heads}</tr></thead><tbody>${rows.join('')}</tbody></table></div>`;
}

function statusesHtml({ responses }: Operation): string {
  const rows = Object.entries(responses).map(
    ([status, { description }]) => `<li><code>${escaped(status)}</code> ${escaped(description)}</li>`,
  );
  return `<h3>Statuses</h3><ul>${rows.join('')}</ul>`;
}

function exampleHtml({ schema, example }: { schema?: unknown; example?: unknown }, schemas: Schemas): string {
  const known = z.looseObject({ examples: z.array(z.unknown()).optional() }).safeParse(resolved(schema, schemas)).data;
  const shown = example ?? known?.examples?.[0];
  return shown === undefined ? '' : `<pre tabindex="0">${escaped(JSON.stringify(shown, null, 2))}</pre>`;
}

function schemaHtml(schema: unknown): string {
  return `<details class="schema"><summary>Schema</summary><pre tabindex="0">${escaped(JSON.stringify(schema, null, 2) ?? '')}</pre></details>`;
}

function resolved(schema: unknown, schemas: Schemas): unknown {
  const name = z.looseObject({ $ref: z.string() }).safeParse(schema).data?.$ref.split('/').at(-1);
  return name === undefined ? schema : schemas[name];
}

function plain(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
