import { Figure } from '../figures/Figure';
import { readingName } from './figureNames';
import { Run } from './Run';

/** The figures that an installation is planned by, in Markdown. */
export function toSizing({ at, machine, figures }: Run): string {
  const find = (name: string, services?: number) => {
    const found = figures.find(
      figure =>
        figure.name === name &&
        (services === undefined || figure.services === services),
    );
    if (!found) throw new Error(`The run has no figure "${name}"`);
    return found;
  };
  const told = (figure: Figure) =>
    `${figure.value.toLocaleString('en-US')} ${figure.unit}`;
  const sizes = [
    ...new Set(
      figures.flatMap(({ section, services }) =>
        section === 'fleet' && services !== undefined ? [services] : [],
      ),
    ),
  ];
  const rows = [
    [
      'First page of the fleet table, p95',
      'Fleet table, filtered, by level: p95',
    ],
    ['Roll-up by owner, p95', 'Roll-up by owner: p95'],
    ['Evaluating all from stored facts', 'Second, unchanged sweep'],
    ['Peak memory of doing so', 'Peak memory of the process that sweeps'],
  ].map(
    ([label, name]) =>
      `| ${label} | ${sizes.map(size => told(find(name, size))).join(' | ')} |`,
  );
  const collected = figures.filter(({ name }) =>
    name.startsWith('Collect and evaluate, '),
  );
  return `Measured on ${at.slice(0, 10)} with ${machine.cores} cores (${
    machine.processor
  }) that the portal and PostgreSQL shared; [how, and everything else that was
measured](benchmarks/service.md). Measure on your own hardware with \`npm run --silent bench:service\`.

| services | ${sizes.map(size => size.toLocaleString('en-US')).join(' | ')} |
| --- | ${sizes.map(() => '---:').join(' | ')} |
${rows.join('\n')}

Reading one scorecard takes ${told(
    find(`${readingName('alone', 'median')}: ours`),
  )} in the middle and ${told(
    find(`${readingName('alone', 'p95')}: ours`),
  )} at the 95th percentile. Collecting ${
    collected[0]?.services?.toLocaleString('en-US') ?? 'the'
  } services
from a Git host that answers in 200 ms takes ${collected
    .map(
      figure =>
        `${told(figure)} with ${figure.name.slice(
          'Collect and evaluate, '.length,
        )}`,
    )
    .join(', ')},
at \`concurrency: 4\` each. To get from this to an installation:
`;
}
