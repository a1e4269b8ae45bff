import { JsonObject } from '@backstage/types';
import { z } from 'zod';

/**
 * JSON Schemas (draft 2020-12, as OpenAPI 3.1 has them) of Zod schemas. The named ones, and those that refer to
 * themselves, stand once among the components.
 */
export function jsonSchemas(
  schemas: Record<string, z.ZodType>,
  named: Record<string, z.ZodType>,
  options: { io: 'input' | 'output'; closed: boolean },
): {
  schemas: Record<string, JsonObject>;
  components: Record<string, JsonObject>;
} {
  const metadata = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(named))
    metadata.add(schema, { id });
  const converted = z.toJSONSchema(z.object(schemas), {
    io: options.io,
    metadata,
    override({ jsonSchema }) {
      if (!options.closed && jsonSchema.additionalProperties === false) {
        delete jsonSchema.additionalProperties;
      }
    },
  });
  // Definitions without a name are numbered anew by each conversion.
  const text = JSON.stringify(converted).replace(
    /#\/\$defs\/(?:__)?(\w+)/g,
    (_match, id) => `#/components/schemas/${nameOf(id, options.io)}`,
  );
  const { properties, $defs = {} } = JSON.parse(text);
  const components = Object.entries($defs as Record<string, JsonObject>).map(
    ([id, { id: _id, ...schema }]) => [
      nameOf(id.replace(/^__/, ''), options.io),
      schema,
    ],
  );
  return { schemas: properties, components: Object.fromEntries(components) };
}

function nameOf(id: string, io: 'input' | 'output'): string {
  return /^schema\d+$/.test(id) ? `${io}-${id}` : id;
}
