import { knownActions } from './knownActions';
import { PipelineStep, Purpose } from './model';
import { purposesOfScript } from './commands/purposes';
import { saidOf, saidOfStep, tellsNothingOn } from './says';

type Switch = [Purpose, RegExp];

/** Inputs that turn something on or off, in whatever is used. */
const switches: Switch[] = [
  ['push', /^push(?:[_-]images?)?$/i],
  ['sbom', /^(?!(?:skip|no|without|disable))[\w-]*sbom/i],
  ['sign', /^(?:sign|cosign)(?:[_-]images?)?$|^image[_-]sign(?:ing)?$/i],
  ['provenance', /^(?:provenance|attest(?:ation)?s?)$/i],
  // All that Nais attests of an image.
  ...(['sbom', 'sign', 'provenance'] as const).map(
    (purpose): Switch => [purpose, /^salsa$/],
  ),
];
/** Inputs of a pipeline that is elsewhere whose values say what it is to do. */
const telling =
  /^(?:profiles?|tasks?|goals?|targets?|stages?|commands?|suites?|[\w-]*-(?:command|script|goals?|tasks?)|run[\w-]*)$/i;

const skipsTests = /skip[-_]?tests?/i;

/** A library that is published is not a service that is deployed. */
const publishesPackage =
  /(?:nuget|npm|pypi|package|gem|crate|maven)s?[-_]?(?:publish|push|pack|release)/i;

/** What a step does by the name and inputs of what it uses, and by the words of its job where it is a whole pipeline. */
export function purposesOfUse(
  { uses = '', inputs, elsewhere }: PipelineStep,
  says: string,
): Array<{ purpose: Purpose; tool: string }> {
  const name = uses.split('@')[0];
  const found = new Map<Purpose, string>(
    elsewhere === 'pipeline'
      ? saidOfPipeline(name, inputs, says).map(purpose => [
          purpose,
          'reusable workflow',
        ])
      : purposesOfAction(uses, name, elsewhere === 'orb'),
  );
  for (const [key, value] of Object.entries(inputs)) {
    for (const [purpose, pattern] of switches) {
      if (!pattern.test(key)) continue;
      if (!isOff(value)) found.set(purpose, toolOf(name));
      else if (value === 'false') found.delete(purpose);
    }
  }
  if (elsewhere === 'pipeline' && isGivenAnalysis(inputs))
    found.set('scan', 'sonar');
  if (elsewhere === 'pipeline' && isGivenTests(inputs))
    found.set('test', toolOf(name));
  return [...found].map(([purpose, tool]) => ({ purpose, tool }));
}

/** Whether a step is a pipeline that is elsewhere and of which nothing tells what it does. */
export function isOpaque(step: PipelineStep, says: string): boolean {
  const { uses = '', elsewhere, script = '' } = step;
  return (
    elsewhere === 'pipeline' &&
    !publishesPackage.test(toolOf(uses.split('@')[0])) &&
    purposesOfUse(step, says).length === 0 &&
    purposesOfScript(script).length === 0 &&
    ![pathOf(uses.split('@')[0]), says].some(tellsNothingOn)
  );
}

function purposesOfAction(
  uses: string,
  name: string,
  isOrb: boolean,
): Array<[Purpose, string]> {
  const known = knownActions.filter(
    ({ name: pattern }) => pattern.test(name) || pattern.test(uses),
  );
  if (known.length > 0) {
    return known.flatMap(({ purposes, tool }) =>
      purposes.map((purpose): [Purpose, string] => [purpose, tool]),
    );
  }
  const last = toolOf(name);
  const said = saidOfStep(last);
  if (said === undefined) return [];
  const commands = isOrb ? purposesOfScript(last).map(one => one.purpose) : [];
  return [...said, ...commands].map(purpose => [purpose, last]);
}

/** What the name of a pipeline that is elsewhere says; the words of the job that calls it add to it. */
function saidOfPipeline(
  name: string,
  inputs: Record<string, string>,
  says: string,
): Purpose[] {
  const byName = saidOf(pathOf(name));
  // A workflow named for linting checks nothing but that.
  if (byName.has('lint')) byName.delete('test');
  const values = Object.entries(inputs).flatMap(([key, value]) =>
    telling.test(key) ? [value] : [],
  );
  const byJob = saidOf([says, ...values].join('\n'));
  if (publishesPackage.test(toolOf(name))) {
    byName.delete('deploy');
    byJob.delete('deploy');
  }
  const skips = Object.entries(inputs).some(
    ([key, value]) => skipsTests.test(key) && !isOff(value),
  );
  if (skips) byJob.delete('test');
  if (byName.size === 0) return [...byJob];
  const added = (['test', 'build', 'lint', 'scan'] as const).filter(
    purpose =>
      byJob.has(purpose) && !byName.has('lint') && !byName.has('deploy'),
  );
  return [...new Set([...byName, ...added])];
}

const workflows = '.github/workflows/';

function pathOf(name: string): string {
  const at = name.indexOf(workflows);
  return name.slice(at < 0 ? 0 : at + workflows.length).replace(/\.ya?ml$/, '');
}

/** Where its tests stand, or how they are run. */
const tests =
  /^(?:unit|integration|app)?[-_]?tests?[-_]?(?:file|project|solution|folder|directory|script|command|suite)s?[-_]?(?:path|name|pattern)?s?$/i;

/** A pipeline that is elsewhere runs the tests that it is given, unless it is told not to. */
function isGivenTests(inputs: Record<string, string>): boolean {
  const entries = Object.entries(inputs);
  return (
    entries.some(([key, value]) => tests.test(key) && !isOff(value)) &&
    !entries.some(([key, value]) => skipsTests.test(key) && !isOff(value))
  );
}

/** What a pipeline that is elsewhere is given for an analysis, it analyses with, unless it is told not to. */
function isGivenAnalysis(inputs: Record<string, string>): boolean {
  const values = Object.entries(inputs)
    .filter(([key]) => /^sonar/i.test(key))
    .map(([, value]) => value);
  return values.some(value => !isOff(value)) && !values.includes('false');
}

function isOff(value: string): boolean {
  return /^(?:false|0|no|)$/i.test(value.trim());
}

function toolOf(name: string): string {
  const parts = name.split('/');
  const last = parts[parts.length - 1];
  return /^(?:github-)?actions?$/i.test(last) && parts.length > 1
    ? parts[parts.length - 2]
    : last;
}
