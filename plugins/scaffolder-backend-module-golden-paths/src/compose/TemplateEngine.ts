import { InputError } from '@backstage/errors';
import { JsonObject } from '@backstage/types';
import {
  createTemplateRenderer,
  TemplateContext,
  TemplateRenderer,
} from 'nunjitsu';
import { contextFilters } from './filters';
import { limits } from './limits';
import { templateReferences, templateTags } from './templateReferences';

/**
 * The scaffolder's own template engine, made strict: it renders what is undefined as nothing, here that is an
 * error which names the file, the line and the expression.
 *
 * @public
 */
export class TemplateEngine {
  readonly #renderer: TemplateRenderer = createTemplateRenderer({
    filters: {
      ...contextFilters,
      orFail(value, expression) {
        if (value === undefined) {
          throw new InputError(`\${{ ${expression} }} is undefined`);
        }
        return value;
      },
    },
    trimBlocks: true,
    lstripBlocks: true,
  });

  /** The text of a template; `origin` names the file in errors. */
  render(source: string, context: JsonObject, origin: string): string {
    checkReferences(source, context, origin);
    return this.#run(origin, () =>
      this.#renderer.render(guardOutputs(source), context as TemplateContext, {
        limits: {
          workUnits: limits.renderWorkUnits,
          outputCodeUnits: limits.fileBytes,
        },
      }),
    );
  }

  /** Whether an expression holds; it must be a boolean. */
  condition(expression: string, context: JsonObject, origin: string): boolean {
    const source = `\${{ ${expression} }}`;
    checkReferences(source, context, origin);
    const value = this.#run(origin, () =>
      this.#renderer.renderValue(source, context as TemplateContext),
    );
    if (typeof value !== 'boolean') {
      throw new InputError(`${origin}: "${expression}" is not true or false`);
    }
    return value;
  }

  #run<T>(origin: string, action: () => T): T {
    try {
      return action();
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      throw new InputError(`${origin}: ${message}`);
    }
  }
}

function checkReferences(source: string, context: JsonObject, origin: string) {
  for (const { names, line, tag } of templateReferences(source)) {
    let value: unknown = context;
    for (const name of names) {
      value =
        typeof value === 'object' &&
        value !== null &&
        Object.hasOwn(value, name)
          ? (value as JsonObject)[name]
          : undefined;
    }
    if (value === undefined) {
      throw new InputError(
        `${origin}:${line}: ${names.join('.')} is undefined, in "${tag}"`,
      );
    }
  }
}

// A reference that exists can still yield undefined, through a filter or an item of a list.
function guardOutputs(source: string): string {
  let guarded = '';
  let copied = 0;
  for (const { kind, code, start, end } of templateTags(source)) {
    if (kind === 'output') {
      const inner = source.slice(start, end);
      const left = inner.startsWith('-') ? '-' : '';
      const right = inner.endsWith('-') ? '-' : '';
      guarded += `${source.slice(
        copied,
        start,
      )}${left} (${code}) | orFail(${JSON.stringify(code)}) ${right}`;
      copied = end;
    }
  }
  return guarded + source.slice(copied);
}
