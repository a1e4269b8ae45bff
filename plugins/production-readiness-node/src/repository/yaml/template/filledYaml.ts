import { Limits } from '../../limits';
import { SourceFile } from '../../SourceFile';
import { Cursor } from '../Cursor';
import { ParsedYaml, parseYaml } from '../parseYaml';
import { fillTemplate } from './fillTemplate';

/** Endings of files that a step fills in before they are applied. */
const ending =
  /\.(?:tmpl|tpl|tftpl|template|j2|jinja2?|erb|gotmpl|envsubst|mustache|hbs|in)$/;

/** Whether a file is a template by its name. */
export function isTemplatePath(path: string): boolean {
  return ending.test(path);
}

/** Whether text is what a template step fills in, so that it may be no YAML before. */
export function isFilledIn(file: SourceFile): boolean {
  return filledOf(file) !== undefined;
}

/**
 * The YAML documents of a file, which may be a template: what its tags write is then not settled, and so is whether
 * there is what stands under a condition.
 */
export function filledYaml(
  file: SourceFile,
  limits: Limits,
): { documents: Cursor[] } | { problem: string; line?: number } {
  const { path } = file;
  const filled = filledOf(file);
  if (!filled) {
    const yaml = file.yaml();
    if ('problem' in yaml) return yaml;
    const documents = yaml.documents.map(({ value, line }) =>
      Cursor.at(value, { path, line }),
    );
    return { documents };
  }
  const parsed = file.view(
    'filled-yaml',
    (): ParsedYaml =>
      parseYaml(filled.text, limits, line => {
        const unresolved = filled.conditions[line - 1];
        return {
          path,
          line,
          ...(unresolved === undefined ? {} : { unresolved }),
        };
      }),
  );
  if ('problem' in parsed) return parsed;
  return {
    documents: parsed.documents.map(({ value, position }) =>
      Cursor.at(value, position),
    ),
  };
}

function filledOf(file: SourceFile) {
  return file.view('filled', ({ path, lines }) =>
    fillTemplate(lines, isTemplatePath(path)),
  );
}
