import { InputError } from '@backstage/errors';
import { JsonObject, JsonValue } from '@backstage/types';
import { PathDefinition } from './PathDefinition';
import { TemplateLibrary } from './TemplateLibrary';
import { inputsOf } from './validateAnswers';

/**
 * The parameter pages of a path's template.yaml, from the inputs of its blocks. An input with `x-when` appears
 * only while another one has one of the values named there.
 *
 * @throws InputError when an input stands on no page or on two.
 */
export function parameterPages(
  library: TemplateLibrary,
  path: PathDefinition,
): JsonObject[] {
  const inputs = inputsOf(library, path);
  const required = new Set(
    path.required ??
      path.blocks.flatMap(name => library.block(name)?.inputs.required ?? []),
  );
  const placed = path.pages.flatMap(page => page.inputs);
  for (const key of new Set([...placed, ...Object.keys(inputs)])) {
    const count = placed.filter(other => other === key).length;
    if (count !== 1 || !(key in inputs)) {
      throw new InputError(
        `The input "${key}" must be declared by a block of ${path.name} and stand on exactly one of its pages (it stands on ${count})`,
      );
    }
  }
  return path.pages.map(page => {
    const always = page.inputs.filter(key => !inputs[key]['x-when']);
    const needed = always.filter(key => required.has(key));
    return {
      title: page.title,
      ...(page.description && { description: page.description }),
      ...(needed.length > 0 && { required: needed }),
      // Without it, what depends on an answer stands below everything else.
      ...(always.length < page.inputs.length && { 'ui:order': page.inputs }),
      properties: Object.fromEntries(
        always.map(key => [key, formSchema(inputs[key])]),
      ),
      ...dependencies(page.inputs, inputs),
    };
  });
}

function dependencies(keys: string[], inputs: Record<string, JsonObject>) {
  const byKey: Record<string, Map<string, string[]>> = {};
  for (const key of keys) {
    const when = inputs[key]['x-when'] as Record<string, JsonValue[]>;
    for (const [other, values] of Object.entries(when ?? {})) {
      for (const value of values) {
        byKey[other] ??= new Map();
        const id = JSON.stringify(value);
        byKey[other].set(id, [...(byKey[other].get(id) ?? []), key]);
      }
    }
  }
  if (Object.keys(byKey).length === 0) {
    return {};
  }
  return {
    dependencies: Object.fromEntries(
      Object.entries(byKey).map(([other, cases]) => [
        other,
        { oneOf: branches(other, cases, inputs) },
      ]),
    ),
  };
}

function branches(
  other: string,
  cases: Map<string, string[]>,
  inputs: Record<string, JsonObject>,
): JsonObject[] {
  const schema = inputs[other];
  const all =
    (schema.enum as JsonValue[] | undefined) ??
    (schema.type === 'boolean' ? [true, false] : []);
  const plain = all.filter(value => !cases.has(JSON.stringify(value)));
  return [
    ...(plain.length > 0 ? [{ properties: { [other]: { enum: plain } } }] : []),
    ...[...cases].map(([value, keys]) => ({
      properties: {
        [other]: { enum: [JSON.parse(value)] },
        ...Object.fromEntries(keys.map(key => [key, formSchema(inputs[key])])),
      },
    })),
  ];
}

function formSchema(schema: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(schema).filter(([key]) => !key.startsWith('x-')),
  );
}
