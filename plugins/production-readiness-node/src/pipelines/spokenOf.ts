import { PipelineJob, PipelineStep } from './model';

const mostSettings = 100;

/** The text of a step with its inputs, and the values of the variables and of the matrix that it refers to. */
export function spokenOf(
  { script = '', inputs }: PipelineStep,
  { settings = [] }: PipelineJob,
): string {
  const text = `${script} ${Object.values(inputs).join(' ')}`;
  const words = new Set(text.split(/\W+/));
  const values = settings
    .slice(0, mostSettings)
    .filter(({ name }) => words.has(name.split(/\W+/).pop() ?? name))
    .map(({ value }) => value);
  return [text, ...values].join(' ');
}
