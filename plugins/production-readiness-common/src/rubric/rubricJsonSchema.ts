import { z } from 'zod';
import { requirementSchema, selectionSchema } from './condition';
import { rubricExtensionSchema } from './extension';
import {
  checkSchema,
  declarationSchema,
  reviewTemplateSchema,
  rubricSchema,
} from './Rubric';

interface Meaning {
  id?: string;
  description: string;
}

/** What an editor shows; the schemas that have an `id` stand once under `$defs`. */
const meanings: Array<[z.ZodType, Meaning]> = [
  [
    rubricExtensionSchema,
    {
      id: 'Extension',
      description: 'A rubric that changes and adds to the default rubric.',
    },
  ],
  [
    rubricSchema,
    { id: 'Rubric', description: 'A rubric that is complete in itself.' },
  ],
  [
    checkSchema,
    {
      id: 'Check',
      description:
        'One statement that a service satisfies or not, at one level.',
    },
  ],
  [
    requirementSchema,
    {
      id: 'Requirement',
      description: 'A selection, or several of which any or all must hold.',
    },
  ],
  [
    selectionSchema,
    {
      id: 'Selection',
      description:
        'Facts of one collection, narrowed by `where`, and at most one of `some`, `every` and `none`. Conditions are CEL over `item`.',
    },
  ],
  [
    declarationSchema,
    {
      id: 'Declaration',
      description:
        'What the platform provides to every service that meets `when`; gives inherited passes.',
    },
  ],
  [
    reviewTemplateSchema,
    { id: 'Review', description: 'What a review of one trigger asks for.' },
  ],
  [
    checkSchema.shape.methods,
    {
      description:
        'How the check is settled, in the order in which the methods are tried.',
    },
  ],
  [
    checkSchema.shape.entities,
    {
      description:
        'Which catalog entities it concerns, as a Backstage filter predicate.',
    },
  ],
  [
    checkSchema.shape.blocker,
    { description: 'A failing blocker makes every review a no-go.' },
  ],
];

/**
 * The JSON Schema (draft 2020-12) of a rubric file, for editors and for checks without this package: a file with
 * `extends` is an extension, any other is a complete rubric. Conditions are checked as text only; `parseRubric` also
 * compiles them.
 * @public
 */
export function rubricJsonSchema(): Record<string, unknown> {
  const metadata = z.registry<Meaning>();
  for (const [schema, meaning] of meanings) metadata.add(schema, meaning);
  const { $schema, $defs, anyOf } = z.toJSONSchema(
    z.union([rubricExtensionSchema, rubricSchema]),
    { io: 'input', metadata },
  );
  const [extension, complete] = anyOf ?? [];
  return {
    $schema,
    title: 'Rubric of production readiness',
    type: 'object',
    if: { required: ['extends'] },
    then: extension,
    else: complete,
    $defs,
  };
}
