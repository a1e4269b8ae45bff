const longest = 1_000;
const name = /[A-Za-z_][\w-]*/y;

/** A literal: a number, a text without anything in it to fill in, a truth value, or nothing. */
export function literalOf(
  expression: string,
): string | number | boolean | null | undefined {
  if (expression === 'null') return null;
  if (expression === 'true') return true;
  if (expression === 'false') return false;
  if (/^-?\d{1,15}(?:\.\d{1,15})?$/.test(expression)) return Number(expression);
  if (!/^"[^"\\]{0,1000}"$/.test(expression)) return undefined;
  return expression.includes('${') || expression.includes('%{')
    ? undefined
    : expression.slice(1, -1);
}

/** The steps of `var.settings.days`, `local.sizes["small"]` or `module.network[0].id`; undefined for anything else. */
export function traversalOf(
  expression: string,
): Array<string | number> | undefined {
  if (expression.length > longest) return undefined;
  if (!/^(?:local|var|module)\./.test(expression)) return undefined;
  const steps: Array<string | number> = [];
  let at = 0;
  while (at < expression.length) {
    if (expression[at] === '[') {
      const end = expression.indexOf(']', at);
      const key =
        end < 0 ? undefined : literalOf(expression.slice(at + 1, end));
      if (typeof key !== 'string' && typeof key !== 'number') return undefined;
      // A module that is called several times puts out the same for the same arguments.
      if (steps[0] !== 'module' || steps.length !== 2) steps.push(key);
      at = end + 1;
    } else {
      if (at > 0 && expression[at] !== '.') return undefined;
      name.lastIndex = at > 0 ? at + 1 : 0;
      const word = name.exec(expression)?.[0];
      if (word === undefined) return undefined;
      steps.push(word);
      at = name.lastIndex;
    }
  }
  return steps.length > 1 ? steps : undefined;
}

/** Whether an expression is a reference to a resource, such as `aws_ecs_service.shop.name`. */
export function isResourceReference(expression: string): boolean {
  return /^[a-z]\w*_\w+\.[\w-]+(?:[.[]|$)/.test(expression.slice(0, longest));
}

/** `left == right ? yes : no`; without a comparison, `right` is absent and stands for true. */
export interface Condition {
  left: string;
  right?: string;
  equal: boolean;
  yes: string;
  no: string;
}

/** The parts of a choice between two values. */
export function splitCondition(expression: string): Condition | undefined {
  if (expression.length > longest) return undefined;
  const question = topLevel(expression, '?', 0);
  if (question < 0) return undefined;
  const colon = topLevel(expression, ':', question + 1);
  if (colon < 0) return undefined;
  const asked = expression.slice(0, question).trim();
  const common = {
    yes: expression.slice(question + 1, colon).trim(),
    no: expression.slice(colon + 1).trim(),
  };
  if (asked.includes('&&') || asked.includes('||')) return undefined;
  for (const operator of ['==', '!=']) {
    const at = topLevel(asked, operator, 0);
    if (at < 0) continue;
    const left = asked.slice(0, at).trim();
    const right = asked.slice(at + 2).trim();
    return { left, right, equal: operator === '==', ...common };
  }
  return asked.startsWith('!')
    ? { left: asked.slice(1).trim(), equal: false, ...common }
    : { left: asked, equal: true, ...common };
}

/** The arguments of a call of a function; undefined for anything else. */
export function argumentsOf(
  expression: string,
  called: string,
): string[] | undefined {
  if (!expression.startsWith(`${called}(`) || !expression.endsWith(')'))
    return undefined;
  const inside = expression.slice(called.length + 1, -1);
  const found: string[] = [];
  for (let from = 0; ; ) {
    const comma = topLevel(inside, ',', from);
    found.push(inside.slice(from, comma < 0 ? undefined : comma).trim());
    if (comma < 0) return found.filter(argument => argument !== '');
    from = comma + 1;
  }
}

/** The condition of a choice between two values, however long these are, and the two. */
export function choiceOf(
  expression: string,
): { asked: string; yes: string; no: string } | undefined {
  const question = topLevel(expression, '?', 0);
  const colon = question < 0 ? -1 : topLevel(expression, ':', question + 1);
  if (colon < 0) return undefined;
  return {
    asked: expression.slice(0, question).trim(),
    yes: expression.slice(question + 1, colon).trim(),
    no: expression.slice(colon + 1).trim(),
  };
}

/** Where a mark stands outside of quotes and brackets. */
export function topLevel(text: string, mark: string, from: number): number {
  let open = 0;
  let quoted = false;
  for (let at = from; at < text.length; at += 1) {
    const character = text[at];
    if (quoted && character === '\\') at += 1;
    else if (character === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (open === 0 && text.startsWith(mark, at)) return at;
    else if ('([{'.includes(character)) open += 1;
    else if (')]}'.includes(character)) open -= 1;
  }
  return -1;
}
