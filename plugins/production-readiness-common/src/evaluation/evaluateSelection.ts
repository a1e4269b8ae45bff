import { FactGap, FactItem, Facts, Source } from '../facts';
import { CompiledExpression } from '../rubric/compileExpression';
import { CompiledSelection } from '../rubric/compileRubric';
import { distinctSources } from './evidence';
import { Outcome } from './Outcome';

type Item = Pick<FactItem, 'unresolved'> & Record<string, unknown>;
type FoundItem = Item & FactItem;
type Truth = Outcome['truth'];

/** Applies one selection to facts. */
export function evaluateSelection(
  compiled: CompiledSelection,
  facts: Facts,
): Outcome {
  const { selection, quantifier, says } = compiled;
  const all = (facts.collections[selection.from] ?? []) as FoundItem[];
  const gap = facts.gaps.find(candidate => isOpenBy(candidate, compiled));

  const selected: FoundItem[] = [];
  const perhaps: FoundItem[] = [];
  for (const item of all) {
    const chosen = judge(compiled.where, item);
    if (chosen === 'true') selected.push(item);
    if (chosen === 'unknown') perhaps.push(item);
  }
  const found: Record<Truth, FoundItem[]> = {
    true: [],
    false: [],
    unknown: [],
  };
  for (const item of selected)
    found[judge(compiled.condition, item)].push(item);
  const { true: satisfied, false: violated } = found;
  const open = [...found.unknown, ...perhaps];

  const yes = (items: FoundItem[]): Outcome => ({
    truth: 'true',
    reason: says.pass?.(items) ?? passText(compiled, items),
    evidence: evidenceOf(items),
  });
  const no = (items: FoundItem[]): Outcome => ({
    truth: 'false',
    reason:
      (items.length > 0 ? says.fail : says.empty)?.(items) ??
      failText(compiled, items),
    evidence: evidenceOf(items),
  });
  const unsure = (): Outcome | undefined => {
    if (open.length > 0) return unresolvedOutcome(compiled, open);
    if (!gap) return undefined;
    return {
      truth: 'unknown',
      reason: gap.reason,
      evidence: gap.source ? [gap.source] : [],
    };
  };

  switch (quantifier) {
    case 'none':
      return satisfied.length > 0 ? no(satisfied) : unsure() ?? yes(violated);
    case 'every':
      if (violated.length > 0) return no(violated);
      return unsure() ?? (satisfied.length > 0 ? yes(satisfied) : no([]));
    default:
      return satisfied.length > 0 ? yes(satisfied) : unsure() ?? no(violated);
  }
}

/** Whether what a gap hides could change what the selection comes to. */
function isOpenBy(
  { collection, hides }: FactGap,
  { selection, quantifier, where, condition }: CompiledSelection,
): boolean {
  if (collection !== selection.from) return false;
  if (hides === undefined) return true;
  const harmless: Truth = quantifier === 'every' ? 'true' : 'false';
  return hides
    .map(known => withOpenFields(known, [where, condition]))
    .some(
      item =>
        judge(where, item) !== 'false' && judge(condition, item) !== harmless,
    );
}

/** An item of which only some fields are known: asking for another, or whether it is there, has no answer. */
function withOpenFields(
  known: Record<string, unknown>,
  expressions: Array<CompiledExpression | undefined>,
): Item {
  const item: Item = { ...known };
  const read = expressions.flatMap(one => one?.reads ?? []);
  return withoutFields(
    item,
    read.filter(field => !Object.hasOwn(item, nameOf(field))),
  );
}

/** The item, of which asking for one of these fields has no answer. */
function withoutFields(known: Item, fields: readonly string[]): Item {
  const item: Item = { ...known };
  for (const name of new Set(fields.map(nameOf))) {
    Object.defineProperty(item, name, {
      enumerable: true,
      get: () => {
        throw new Error(`${name} is not known`);
      },
    });
  }
  return item;
}

/** The field of an item in which a dotted path lies. */
function nameOf(path: string): string {
  return path.split('.', 1)[0];
}

/**
 * A field that could not be settled, or that an expression needs and does not find, makes it unknown, unless the other
 * fields decide.
 */
function judge(condition: CompiledExpression | undefined, item: Item): Truth {
  if (!condition) return 'true';
  const open = unresolvedFields(condition, item);
  try {
    const known = open.length === 0 ? item : withoutFields(item, open);
    return condition.holds(known) ? 'true' : 'false';
  } catch {
    return 'unknown';
  }
}

function unresolvedFields(condition: CompiledExpression, item: Item): string[] {
  if (!item.unresolved) return [];
  return Object.keys(item.unresolved).filter(field =>
    condition.reads.some(
      read =>
        read === field ||
        read.startsWith(`${field}.`) ||
        (field.startsWith(`${read}.`) && !condition.asksFor.includes(read)),
    ),
  );
}

function unresolvedOutcome(
  { where, condition, selection }: CompiledSelection,
  items: FoundItem[],
): Outcome {
  const expressions = items.flatMap(item =>
    [where, condition].flatMap(expression =>
      expression
        ? unresolvedFields(expression, item).map(
            field => `${field} is ${item.unresolved?.[field]}`,
          )
        : [],
    ),
  );
  return {
    truth: 'unknown',
    reason:
      expressions.length > 0
        ? `Not settled by the repository: ${[...new Set(expressions)]
            .slice(0, 3)
            .join('; ')}.`
        : `A field that the condition on ${selection.from} needs is absent.`,
    evidence: evidenceOf(items),
  };
}

function evidenceOf(items: ReadonlyArray<FactItem>): Source[] {
  return distinctSources(items.map(({ source }) => source));
}

function passText({ selection }: CompiledSelection, items: Item[]): string {
  return items.length > 0
    ? `Found in ${selection.from}.`
    : `Nothing in ${selection.from} speaks against it.`;
}

function failText({ selection }: CompiledSelection, items: Item[]): string {
  return items.length > 0
    ? `Not met by ${selection.from}.`
    : `Nothing was found in ${selection.from}.`;
}
