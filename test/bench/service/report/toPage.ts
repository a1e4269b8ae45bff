import { sections, SectionName } from '../figures/Figure';
import { JudgedFigure, Run } from './Run';
import { limitOf } from './toTable';

const titles: Record<SectionName, string> = {
  'tech-insights': 'Beside Tech Insights',
  fleet: 'Pages by size of the fleet',
  evaluation: 'Evaluating a fleet from stored facts',
  replicas: 'Replicas',
};

/** What was done for the figures of a section, for people who doubt them. */
const methods: Record<SectionName, string> = {
  'tech-insights': `Two Backstage backends, each in a process of its own, on the same PostgreSQL and in the same run: one with
[\`@backstage-community/plugin-tech-insights-backend\`](https://www.npmjs.com/package/@backstage-community/plugin-tech-insights-backend) 3.1.0
and its JSON rules engine 0.10.0, one with this plugin. Both have Backstage's auth backend and permission backend with the
policy that lets this reader do everything, and are asked by a user who is signed in, over connections that stay open,
without compression, in turn, after a warm-up that keeps both busy for about as long. Both know the same services and judge them by the same 40 checks with the same outcome.

- *Tech Insights* is measured twice, with its facts kept as the first example of its README has it: five from each of eight
  fact retrievers, two weeks of every six hours. With *the same facts* as ours, a fact is what a collector found and where it
  stands, and a rule compares one of its fields as our condition does. With *the least facts* it is the answer itself, a
  boolean that leaves nothing to work out and nothing to show. All services are evaluated with one \`POST /checks/run\`, the
  bulk way that it documents; one scorecard is \`POST /checks/run/:namespace/:kind/:name\`, which is what its page sends on
  every view, because it stores no results.
- *Ours* has facts as collectors store them, five to a collection with path and line, and applies CEL conditions to them.
  All services are evaluated with \`POST /rubric/previews\`, asked for until it is done, which parses and compiles the rubric
  too. One scorecard is \`GET /scorecards/:kind/:namespace/:name\` with reasons, evidence and next steps. That it is
  a read of what is stored, and not an evaluation, is the difference that is measured. The policy's answer is remembered for
  ten seconds per caller, as in production; the user here may read everything. Where a policy has conditions, the catalog is
  asked as well on every read, which is not in these figures.
- Scorecards are read a hundred in a row on one side, then as many on the other: by one reader alone, who waits for each
  answer, and by four at once, as a portal has them.

A limit stands on the comparison with the same facts; the other is told for those who doubt it. Most of a read of ours is
what any read through a Backstage backend costs: the request, the token's signature, one statement, the answer.`,
  fleet: `A portal over a fleet of each size, all running, asked in turn over HTTP as above, with their tasks in the background.
The SQL statements are all that the process sends to PostgreSQL to answer one request, those of Backstage's own plugins
included.

The *reader of nine in ten* may read nine services of ten, by a policy with conditions. What such a reader may see is asked of
the catalog (a stand-in here) and remembered for half a minute; the pages are then filtered and counted for this reader alone,
where anybody else gets the counts that are stored. That takes longer the more services there are, and has no limit.`,
  evaluation: `Without HTTP, by the code that applies a rubric to a fleet. *A second, unchanged sweep* compares the whole catalog with what is
known, evaluates every service from its stored facts, compares the results with the stored ones and counts the fleet anew;
it runs in a process of its own with the heap that the image gives (\`--max-old-space-size=1536\`), whose peak memory is that of
the operating system (resident set). The rows are PostgreSQL's own
count of what was inserted, updated or deleted in all tables of the plugin. The catalog is a stand-in that makes up entities
page by page.

*Re-evaluation* is what happens when another rubric comes into force. *The bare loop* loads the same entities and facts, unpacks
and parses them, and writes the very rows that the re-evaluation wrote, 500 to a statement; it evaluates nothing and compares nothing.`,
  replicas: `New services are evaluated by replicas that are whole Backstage backends in processes of their own, with the default
\`concurrency\` of 4, sharing the work through pg-boss. A stand-in for the Git host answers after 200 ms with a small
repository; everything after that is the real thing: collectors, evaluation, storage. The time is from the order to the end of the
last evaluation. Each number of replicas starts with an empty database.`,
};

/** The page of the documentation about a run. */
export function toPage(run: Run): string {
  const { at, commit, machine, node, figures, seconds } = run;
  const chapters = sections.map(section => {
    const rows = figures
      .filter(figure => figure.section === section)
      .map(rowOf);
    return `## ${titles[section]}

${methods[section]}

| | services | measured | limit | holds |
| --- | ---: | ---: | --- | --- |
${rows.join('\n')}
`;
  });
  return `# The scorecard service, measured

<!-- Written by \`npm run bench:service -- --write\`; do not edit. -->

Measured at commit \`${commit}\` on ${at.slice(0, 10)}, in ${Math.round(
    seconds / 60,
  )} minutes: ${machine.cores} cores (${machine.processor}), ${
    machine.memoryGigabytes
  } GB, Node ${node}, PostgreSQL 18 on the same machine with \`fsync\` off, for all sides alike. Times of another machine
differ; the ratios should not by much.

\`\`\`sh
npm run --silent bench:service                       # everything, about ten minutes
npm run --silent bench:service -- --quick            # small, a minute or two; the limits are not meant for it
npm run --silent bench:service -- --only fleet       # one section: tech-insights, fleet, evaluation, replicas
npm run --silent bench:service -- --json             # for machines; --write renews this page
\`\`\`

![Figures and their limits](service.svg)

The same as [JSON](service.json) and [CSV](service.csv).

${chapters.join('\n')}`;
}

function rowOf(figure: JudgedFigure): string {
  const { name, services, unit, value } = figure;
  const kept = figure.holds ? 'yes' : '**no**';
  const cells = [
    name,
    services?.toLocaleString('en-US') ?? '',
    `${value.toLocaleString('en-US')} ${unit}`,
    limitOf(figure),
    figure.holds === undefined ? '' : kept,
  ];
  return `| ${cells.join(' | ')} |`;
}
