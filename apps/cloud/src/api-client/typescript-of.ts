import { z } from 'zod';

const schema = z.looseObject({
  $ref: z.string().optional(),
  type: z.union([z.string(), z.array(z.string())]).optional(),
  enum: z.array(z.union([z.string(), z.number(), z.boolean(), z.null()])).optional(),
  const: z.union([z.string(), z.number(), z.boolean(), z.null()]).optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  required: z.array(z.string()).optional(),
  additionalProperties: z.unknown().optional(),
  items: z.unknown().optional(),
  anyOf: z.array(z.unknown()).optional(),
  oneOf: z.array(z.unknown()).optional(),
  allOf: z.array(z.unknown()).optional(),
  description: z.string().optional(),
});
type Schema = z.infer<typeof schema>;

/** A JSON Schema as the TypeScript type of what it lets in. */
export function typeOf(value: unknown): string {
  const known = schema.safeParse(value).data ?? {};
  if (known.$ref !== undefined) return nameOf(known.$ref.split('/').at(-1) ?? '');
  if (known.const !== undefined) return JSON.stringify(known.const);
  if (known.enum) return known.enum.map((each) => JSON.stringify(each)).join(' | ');
  const united = known.anyOf ?? known.oneOf;
  if (united) return unionOf(united.map(typeOf));
  if (known.allOf) return known.allOf.map((each) => `(${typeOf(each)})`).join(' & ') || 'unknown';
  return [known.type ?? 'any']
    .flat()
    .map((type) => plainType(type, known))
    .join(' | ');
}

// A word beside `string` says nothing more.
function unionOf(types: readonly string[]): string {
  const told = types.includes('string') ? types.filter((each) => !each.startsWith('"')) : types;
  return [...new Set(told)].join(' | ') || 'never';
}

/** A name of the document as one of TypeScript. */
export function nameOf(name: string): string {
  return name.replace(/(?:^|[^A-Za-z0-9]+)([A-Za-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

function plainType(type: string, known: Schema): string {
  if (type === 'integer' || type === 'number') return 'number';
  if (type === 'string' || type === 'boolean' || type === 'null') return type;
  if (type === 'array') return `readonly (${typeOf(known.items)})[]`;
  return type === 'object' || known.properties ? objectType(known) : 'unknown';
}

function objectType({ properties = {}, required = [], additionalProperties }: Schema): string {
  const fields = Object.entries(properties).map(([name, each]) => {
    const said = schema.safeParse(each).data?.description;
    const doc = said === undefined ? '' : `/** ${said.replaceAll('*/', '').replaceAll('\n', ' ')} */ `;
    return `${doc}readonly ${/^[A-Za-z_]\w*$/.test(name) ? name : JSON.stringify(name)}${required.includes(name) ? '' : '?'}: ${typeOf(each)};`;
  });
  if (fields.length > 0) return `{ ${fields.join('\n')} }`;
  const values = schema.safeParse(additionalProperties).data;
  return values && Object.keys(values).length > 0 ? `Readonly<Record<string, ${typeOf(values)}>>` : 'Readonly<Record<string, unknown>>';
}
