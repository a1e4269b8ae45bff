import { Cursor } from '../../repository/yaml/Cursor';
import { Setting } from '../model';

/** The variables that a job and its steps are given, and all that its matrix goes through. */
export function settingsOfJob(job: Cursor): Setting[] {
  const matrix = job
    .get('strategy', 'matrix')
    .entries()
    .flatMap(([name, values]) => [
      ...values.texts().map(value => ({ name, value })),
      ...values.items().flatMap(settingsOf),
    ]);
  const steps = job.get('steps').items();
  return [
    ...settingsOf(job.get('env')),
    ...matrix,
    ...steps.flatMap(step => settingsOf(step.get('env'))),
  ];
}

/** The values of a mapping, by their names. */
export function settingsOf(mapping: Cursor): Setting[] {
  return Object.entries(mapping.record()).map(([name, value]) => ({
    name,
    value,
  }));
}

/** What `${{ inputs.x }}` and `${{ matrix.x }}` can be; any other expression is kept as it is written. */
export function resolved(
  text: string,
  inputs: Record<string, string[]>,
  job: Cursor,
): string[] {
  const match =
    /\$\{\{\s*(?:github\.event\.)?(inputs|matrix)\.([\w-]+)[^}]*\}\}/.exec(
      text,
    );
  if (!match) return [text];
  const [whole, kind, name] = match;
  const values =
    kind === 'inputs'
      ? inputs[name] ?? []
      : job.get('strategy', 'matrix', name).texts();
  return values.length > 0
    ? values.map(value => text.replace(whole, value))
    : [text];
}
