import {
  CompiledRubric,
  compileRubric,
  defaultRubric,
  parseRubrics,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import { resolve } from 'node:path';
import { Subject } from '../settings/Subject';
import { readTextFile } from '../settings/readTextFile';

/**
 * The rubric of these files, each applied to what the ones before it give; the default rubric for none.
 * @throws InputError for a file that cannot be read, RubricError for what is wrong in one
 */
export function loadRubric(
  files: readonly string[],
  cwd: string,
): CompiledRubric {
  if (files.length === 0) return defaultRubric();
  return parseRubrics(
    files.map(file => ({
      file,
      text: readTextFile(resolve(cwd, file), `The rubric ${file}`),
    })),
  );
}

/** The rubric for a service: the one that was asked for, else its repository's, with its declarations added. */
export function rubricFor(
  subject: Subject,
  asked: readonly string[],
  cwd: string,
): CompiledRubric {
  const base =
    asked.length > 0 || subject.rubrics.length === 0
      ? loadRubric(asked, cwd)
      : parseRubrics(
          subject.rubrics.map(({ path, shown }) => ({
            file: shown,
            text: readTextFile(path, `The rubric ${shown}`, {
              inRepository: true,
            }),
          })),
        );
  const own = subject.settings?.value.declarations ?? [];
  if (!subject.settings || own.length === 0) return base;
  const { problemAt } = subject.settings;
  const inherited = base.document.declarations;
  return compileRubric(
    { ...base.document, declarations: [...inherited, ...own] },
    ([collection, index, ...rest], message) =>
      problemAt(
        [collection, Number(index) - inherited.length, ...rest],
        message,
      ),
  );
}
