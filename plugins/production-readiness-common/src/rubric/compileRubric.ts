import { compileEntityPredicate } from './entityPredicate';
import { CompiledExpression, compileExpression } from './compileExpression';
import { CompiledSentence, compileSentence } from './compileSentence';
import { Requirement, Selection } from './condition';
import { Check, Declaration, RubricDocument } from './Rubric';
import { RubricError, RubricProblem } from './RubricError';
import { RubricFile } from './parseRubricFile';
import { contentHash } from './contentHash';

/** A selection whose conditions are compiled. @public */
export interface CompiledSelection {
  kind: 'selection';
  selection: Selection;
  where?: CompiledExpression;
  quantifier: 'some' | 'every' | 'none' | 'exists';
  condition?: CompiledExpression;
  /** What is said of the outcome, as far as the rubric words it. */
  says: {
    pass?: CompiledSentence;
    fail?: CompiledSentence;
    empty?: CompiledSentence;
  };
}

/** @public */
export type CompiledRequirement =
  | CompiledSelection
  | { kind: 'anyOf' | 'allOf'; of: CompiledRequirement[] };

/** @public */
export interface CompiledCheck {
  check: Check;
  concerns(entity: object): boolean;
  appliesWhen?: CompiledRequirement;
  blockerWhen?: CompiledRequirement;
  passesWhen?: CompiledRequirement;
}

/** @public */
export interface CompiledDeclaration {
  declaration: Declaration;
  when: CompiledRequirement;
}

/** A rubric ready to be evaluated, compiled once per version. @public */
export interface CompiledRubric {
  document: RubricDocument;
  /** SHA-256 of the document's content, hexadecimal. */
  hash: string;
  checks: CompiledCheck[];
  declarations: CompiledDeclaration[];
}

/**
 * Compiles every condition and checks every reference in a rubric.
 * @param problemAt - places a problem in the file that the document came from
 * @throws RubricError that lists everything that is wrong
 * @public
 */
export function compileRubric(
  document: RubricDocument,
  problemAt: RubricFile<unknown>['problemAt'] = (path, message) => ({
    file: document.name,
    key: path.map(String).join('.'),
    message,
  }),
): CompiledRubric {
  const problems: RubricProblem[] = [];
  const complain = (path: PropertyKey[], error: unknown) =>
    problems.push(
      problemAt(path, error instanceof Error ? error.message : String(error)),
    );
  const requirement = (
    value: Requirement | undefined,
    path: PropertyKey[],
  ): CompiledRequirement | undefined =>
    value && compileRequirement(value, path, complain);

  const ids = new Set<string>();
  const checks = document.checks.map((check, index): CompiledCheck => {
    const at = ['checks', index];
    if (ids.has(check.id)) complain([...at, 'id'], `${check.id} stands twice`);
    ids.add(check.id);
    if (!document.areas[check.area]) {
      complain([...at, 'area'], `${check.area} is not among the areas`);
    }
    if (!check.passesWhen && !check.attestation) {
      complain(at, `${check.id} needs passesWhen or attestation`);
    }
    let concerns: CompiledCheck['concerns'] = () => true;
    try {
      if (check.entities !== undefined) {
        concerns = compileEntityPredicate(check.entities);
      }
    } catch (error) {
      complain([...at, 'entities'], error);
    }
    return {
      check,
      concerns,
      appliesWhen: requirement(check.appliesWhen, [...at, 'appliesWhen']),
      blockerWhen: requirement(check.blockerWhen, [...at, 'blockerWhen']),
      passesWhen: requirement(check.passesWhen, [...at, 'passesWhen']),
    };
  });
  const declarations = document.declarations.flatMap((declaration, index) => {
    const at = ['declarations', index];
    for (const id of declaration.provides.filter(known => !ids.has(known))) {
      complain([...at, 'provides'], `there is no check ${id}`);
    }
    const when = requirement(declaration.when, [...at, 'when']);
    return when ? [{ declaration, when }] : [];
  });
  if (problems.length > 0) throw new RubricError(problems);
  return { document, hash: contentHash(document), checks, declarations };
}

function compileRequirement(
  value: Requirement,
  path: PropertyKey[],
  complain: (path: PropertyKey[], error: unknown) => void,
): CompiledRequirement {
  if ('anyOf' in value || 'allOf' in value) {
    const kind = 'anyOf' in value ? 'anyOf' : 'allOf';
    const list = 'anyOf' in value ? value.anyOf : value.allOf;
    return {
      kind,
      of: list.map((inner, index) =>
        compileRequirement(inner, [...path, kind, index], complain),
      ),
    };
  }
  const compile = (key: 'where' | 'some' | 'every' | 'none') => {
    const text = value[key];
    if (text === undefined) return undefined;
    try {
      return compileExpression(text, value.from);
    } catch (error) {
      complain([...path, key], error);
      return undefined;
    }
  };
  const quantifier =
    (['some', 'every', 'none'] as const).find(
      key => value[key] !== undefined,
    ) ?? 'exists';
  return {
    kind: 'selection',
    selection: value,
    where: compile('where'),
    quantifier,
    condition: quantifier === 'exists' ? undefined : compile(quantifier),
    says: {
      pass: sentence(value.pass),
      fail: sentence(value.fail),
      empty: sentence(value.empty),
    },
  };
}

function sentence(text: string | undefined): CompiledSentence | undefined {
  return text === undefined ? undefined : compileSentence(text);
}
