import { Limits } from '../repository/limits';
import { parseYaml } from '../repository/yaml/parseYaml';
import { unresolvedToken } from '../repository/yaml/unresolved';
import { Command, Pipeline, Term } from './expression';
import { pureFunctions, tolerantFunctions } from './functions';
import { isTrue } from './functions/isTrue';
import { toText } from './functions/toText';
import { laidOver, probeOver } from './laidOver';
import { Output } from './Output';
import { parseTemplate, TemplateNode } from './parseTemplate';
import { placeUnsettled } from './placeUnsettled';
import { TemplateError, TemplateLimit } from './TemplateError';
import { Unresolved } from './Unresolved';
import { entriesOf, follow, innerScope, rootScope, Scope } from './scope';

class Break extends Error {}
class Continue extends Error {}

type RenderLimits = Pick<
  Limits,
  | 'templateSteps'
  | 'templateCharacters'
  | 'templateDepth'
  | 'nesting'
  | 'yamlValues'
  | 'yamlDocuments'
>;

/**
 * Renders templates of a chart: the part of Go's templates and Sprig that charts use. A value or function that is
 * not known is carried along as unsettled, never guessed. Steps, depth and output are limited.
 */
export class Renderer {
  /** The templates that are asked for and that nothing defines. */
  readonly elsewhere = new Set<string>();
  private steps = 0;
  private depth = 0;

  constructor(
    private readonly defines: ReadonlyMap<string, TemplateNode[]>,
    private readonly limits: RenderLimits,
  ) {}

  /** @throws TemplateError when the template fails or passes a limit */
  render(body: TemplateNode[], dot: unknown): Output {
    const output = new Output(this.limits.templateCharacters);
    this.depth = 0;
    this.nodes(body, rootScope(dot), output, undefined);
    return output;
  }

  private nodes(
    nodes: TemplateNode[],
    scope: Scope,
    output: Output,
    condition: string | undefined,
  ): void {
    for (const node of nodes) {
      this.steps += 1;
      if (this.steps > this.limits.templateSteps) {
        throw new TemplateLimit(
          `takes more than ${this.limits.templateSteps} steps to render`,
        );
      }
      this.node(node, scope, output, condition);
    }
  }

  private node(
    node: TemplateNode,
    scope: Scope,
    output: Output,
    condition: string | undefined,
  ): void {
    switch (node.kind) {
      case 'text':
        output.writeLines(node.text, node.line, condition);
        break;
      case 'output':
        output.write(this.shown(node.pipeline, scope), node.line, condition);
        break;
      case 'assign':
        this.assign(node, scope);
        break;
      case 'template': {
        const dot = node.pipeline && this.pipeline(node.pipeline, scope);
        const text = toText(this.include(node.name, dot));
        output.write(text, node.line, condition);
        break;
      }
      case 'break':
        throw new Break();
      case 'continue':
        throw new Continue();
      default:
        this.branch(node, scope, output, condition);
    }
  }

  private assign(
    { name, declares, pipeline }: TemplateNode & { kind: 'assign' },
    scope: Scope,
  ): void {
    const value = this.pipeline(pipeline, scope);
    const known = scope.variables.get(name);
    if (declares || !known) scope.variables.set(name, { value });
    else known.value = value;
  }

  private branch(
    node: TemplateNode & { kind: 'if' | 'with' | 'range' },
    scope: Scope,
    output: Output,
    condition: string | undefined,
  ): void {
    const value = this.pipeline(node.pipeline, scope);
    if (node.kind === 'range') {
      this.range(node, value, scope, output, condition);
      return;
    }
    const inner = innerScope(scope);
    if (node.variables[0]) inner.variables.set(node.variables[0], { value });
    if (value instanceof Unresolved) {
      if (node.kind === 'with') inner.dot = value;
      this.nodes(node.body, inner, output, condition ?? value.expression);
    } else if (isTrue(value)) {
      if (node.kind === 'with') inner.dot = value;
      this.nodes(node.body, inner, output, condition);
    } else {
      this.nodes(node.otherwise, innerScope(scope), output, condition);
    }
  }

  private range(
    node: TemplateNode & { kind: 'range' | 'if' | 'with' },
    value: unknown,
    scope: Scope,
    output: Output,
    condition: string | undefined,
  ): void {
    if (value instanceof Unresolved) {
      const inner = innerScope(scope, value);
      node.variables.forEach(name => inner.variables.set(name, { value }));
      this.nodes(node.body, inner, output, condition ?? value.expression);
      return;
    }
    const entries = entriesOf(value);
    if (entries.length === 0) {
      this.nodes(node.otherwise, innerScope(scope), output, condition);
      return;
    }
    for (const [key, item] of entries) {
      const inner = innerScope(scope, item);
      const [first, second] = node.variables;
      if (second) inner.variables.set(first, { value: key });
      const named = second ?? first;
      if (named) inner.variables.set(named, { value: item });
      try {
        this.nodes(node.body, inner, output, condition);
      } catch (error) {
        if (error instanceof Break) return;
        if (!(error instanceof Continue)) throw error;
      }
    }
  }

  /** What an action writes. A chart value that nothing sets leaves its expression, not an empty text. */
  private shown(pipeline: Pipeline, scope: Scope): string {
    const value = this.pipeline(pipeline, scope);
    if (value === undefined && readsValues(pipeline)) {
      return unresolvedToken(pipeline.text);
    }
    return toText(value);
  }

  private pipeline({ commands, text }: Pipeline, scope: Scope): unknown {
    let value: unknown;
    commands.forEach((command, index) => {
      const piped = index > 0 ? [value] : [];
      value = this.command(command, piped, scope, text);
    });
    return value;
  }

  private command(
    [first, ...rest]: Command,
    piped: unknown[],
    scope: Scope,
    text: string,
  ): unknown {
    if (first.kind === 'function') {
      return this.call(first.name, rest, piped, scope, text);
    }
    const value = this.term(first, scope, text);
    if (typeof value === 'function') {
      const given = rest.map(term => this.term(term, scope, text));
      return value(...given, ...piped);
    }
    return value;
  }

  private call(
    name: string,
    terms: Term[],
    piped: unknown[],
    scope: Scope,
    text: string,
  ): unknown {
    if (name === 'and' || name === 'or') {
      return this.shortCircuit(name, terms, piped, scope, text);
    }
    const given = [
      ...terms.map(term => this.term(term, scope, text)),
      ...piped,
    ];
    switch (name) {
      case 'include':
        return this.include(toText(given[0]), given[1]);
      case 'tpl':
        return this.template(given[0], given[1], text);
      case 'required':
        return isMissing(given[1]) ? Unresolved.of(text) : given[1];
      case 'fail':
        throw new TemplateError(`fails: ${toText(given[0]).slice(0, 200)}`);
      case 'fromYaml':
      case 'fromJson':
        return this.parsed(given[0]);
      case 'default':
        return given[1] instanceof Unresolved || isTrue(given[1])
          ? given[1]
          : given[0];
      case 'coalesce':
        return given.find(
          value => value instanceof Unresolved || isTrue(value),
        );
      default:
    }
    if (!Object.hasOwn(pureFunctions, name)) return Unresolved.of(text);
    if (!tolerantFunctions.has(name)) {
      const open = given.find(value => value instanceof Unresolved);
      if (open) return open;
    }
    const result = pureFunctions[name](...given);
    if (
      typeof result === 'string' &&
      result.length > this.limits.templateCharacters
    ) {
      throw new TemplateLimit(
        `builds a text of more than ${this.limits.templateCharacters} characters`,
      );
    }
    return result;
  }

  private shortCircuit(
    name: 'and' | 'or',
    terms: Term[],
    piped: unknown[],
    scope: Scope,
    text: string,
  ): unknown {
    let open: Unresolved | undefined;
    let last: unknown;
    const values = [
      ...terms.map(term => () => this.term(term, scope, text)),
      ...piped.map(value => () => value),
    ];
    for (const next of values) {
      last = next();
      if (last instanceof Unresolved) open ??= last;
      else if (isTrue(last) === (name === 'or')) return last;
    }
    return open ?? last;
  }

  private term(term: Term, scope: Scope, text: string): unknown {
    switch (term.kind) {
      case 'literal':
        return term.value;
      case 'dot':
        return follow(scope.dot, term.path, text);
      case 'variable':
        return follow(scope.variables.get(term.name)?.value, term.path, text);
      case 'pipeline':
        return follow(this.pipeline(term.pipeline, scope), term.path, text);
      default:
        return this.call(term.name, [], [], scope, text);
    }
  }

  private include(name: string, dot: unknown): unknown {
    const body = this.defines.get(name);
    if (body) return this.nested(body, dot);
    this.elsewhere.add(name);
    return this.overlaid(name, dot) ?? Unresolved.of(`include "${name}"`);
  }

  /** Library charts take `(list . "own.template")` or `(list . .Values.probe)` to lay over what they bring. */
  private overlaid(name: string, dot: unknown): string | undefined {
    if (!Array.isArray(dot)) return undefined;
    const [top, ...given]: unknown[] = dot;
    for (const item of given) {
      const body =
        typeof item === 'string' ? this.defines.get(item) : undefined;
      const over = body
        ? laidOver(name, this.parsed(placeUnsettled(this.nested(body, top))))
        : probeOver(name, item);
      if (over !== undefined) return over;
    }
    return undefined;
  }

  private template(source: unknown, dot: unknown, text: string): unknown {
    if (source instanceof Unresolved) return source;
    const template = toText(source);
    if (!template.includes('{{')) return template;
    try {
      return this.nested(parseTemplate('', template).body, dot);
    } catch (error) {
      if (error instanceof TemplateLimit) throw error;
      return Unresolved.of(text);
    }
  }

  private nested(body: TemplateNode[], dot: unknown): string {
    if (this.depth >= this.limits.templateDepth) {
      throw new TemplateLimit(
        `includes templates deeper than ${this.limits.templateDepth} levels`,
      );
    }
    this.depth += 1;
    const output = new Output(this.limits.templateCharacters);
    this.nodes(body, rootScope(dot), output, undefined);
    this.depth -= 1;
    return output.text;
  }

  private parsed(value: unknown): unknown {
    if (value instanceof Unresolved) return value;
    const parsed = parseYaml(toText(value), this.limits, line => ({
      path: '',
      line,
    }));
    return 'problem' in parsed ? {} : parsed.documents[0]?.value ?? {};
  }
}

function isMissing(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

/** Whether a pipeline is a plain chart value, perhaps quoted, with nothing that stands in for it. */
function readsValues({ commands }: Pipeline): boolean {
  const [[first]] = commands;
  return (
    (first.kind === 'dot' || first.kind === 'variable') &&
    first.path[0] === 'Values'
  );
}
