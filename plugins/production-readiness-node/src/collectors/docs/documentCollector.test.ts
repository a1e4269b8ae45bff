import fc from 'fast-check';
import { factsOf, itemsOf } from '../../__testUtils__/factsOf';
import { documentCollector } from './documentCollector';

async function documentsOf(
  files: Record<string, string>,
  scope?: { path: string; name: string },
): Promise<string[]> {
  const items = await itemsOf(documentCollector(), 'docs', files, scope);
  return items.map(
    ({ at, kind, facets }) =>
      `${at} ${kind}: ${(facets as string[]).join(' ')}`,
  );
}

const readme = `# Orders\n\n[![build](https://x/y.svg)](https://x)\n\nOrders takes the orders of customers and passes them on to payment.\n\n## Run it\n\n\`\`\`sh\nnpm ci\nnpm start\n\`\`\`\n`;

describe('documentCollector', () => {
  it('asks a README for what the service does and how to run it', async () => {
    expect(await documentsOf({ 'README.md': readme })).toEqual([
      'README.md:1 readme: description run',
    ]);
    expect(
      await documentsOf({
        'README.adoc': `= Orders\n\nOrders takes the orders of customers and passes them on to payment.\n\n== Usage\n\n----\nmake run\n----\n`,
      }),
    ).toEqual(['README.adoc:1 readme: description run']);
    expect(
      await documentsOf({
        'README.rst': `Orders\n======\n\nOrders takes the orders of customers and passes them on to payment.\n`,
      }),
    ).toEqual(['README.rst:1 readme: description']);
    expect(
      await documentsOf({
        'README.md':
          '# Shop\n\nThe window of the shop, with a search over all goods.\n\n    SEARCH_URL=http://localhost:8080 npm start\n',
      }),
    ).toEqual(['README.md:1 readme: description run']);
    expect(
      await documentsOf({
        'README.md': `# Orders\n\n[![build](https://x/y.svg)](https://x)\n\n## Run\n\nTODO\n`,
      }),
    ).toEqual(['README.md:1 readme: ']);
    expect(
      await documentsOf({
        'README.md': `# Orders\n\n## Running it\n\nTo start the service type the following command.\n\n    npm start\n\n## Flags\n\nFlags are switched in the console of the vendor.\n`,
      }),
    ).toEqual(['README.md:1 readme: run']);
    expect(
      await documentsOf({
        'README.md': `# Orders\n\n## Features\n\n- Takes orders of customers by HTTP\n- Passes them on to payment in batches\n- Keeps what was ordered for a year\n`,
      }),
    ).toEqual(['README.md:1 readme: description']);
  });

  it('takes what is said in sentences for a runbook where it speaks of a running system', async () => {
    const page = (first: string) =>
      `# Troubleshooting\n\n## Payments fail\n\nYou may see errors in ${first}. The certificate is most likely out of date.\n\nTo resolve it, ask for a new one.\n`;
    expect(
      await documentsOf({
        'docs/troubleshooting.md': page(
          'the logs of the pods, and an alert from the monitoring of production',
        ),
      }),
    ).toEqual([
      'docs/troubleshooting.md:1 runbook: symptoms diagnosis mitigation',
    ]);
    expect(
      await documentsOf({ 'docs/troubleshooting.md': page('your terminal') }),
    ).toEqual(['docs/troubleshooting.md:1 runbook: ']);
  });

  it('counts the README of the repository for a service that has none or that it speaks of', async () => {
    const scope = { path: 'services/orders', name: 'orders' };
    const manifest = { 'services/orders/package.json': '{}' };
    expect(
      await documentsOf({ ...manifest, 'README.md': readme }, scope),
    ).toEqual(['README.md:1 readme: description run']);
    const own = { 'services/orders/README.md': '# Orders\n' };
    expect(
      await documentsOf({ ...manifest, ...own, 'README.md': readme }, scope),
    ).toEqual([
      'README.md:1 readme: description run',
      'services/orders/README.md:1 readme: description run',
    ]);
    const foreign = readme
      .split('Orders')
      .join('Stock')
      .split('orders')
      .join('stock');
    expect(
      await documentsOf({ ...manifest, ...own, 'README.md': foreign }, scope),
    ).toEqual(['services/orders/README.md:1 readme: ']);
    expect(
      await documentsOf(
        {
          ...manifest,
          'services/stock/package.json': '{}',
          'services/stock/RUNBOOK.md': `# Runbook\n\n## Symptoms\n\nStock is slow for all its callers.\n`,
        },
        scope,
      ),
    ).toEqual([]);
  });

  it.each([
    [
      'headings',
      `# Runbook: queue is full\n\n## Symptoms\n\nThe alert QueueFull fires and orders wait.\n\n## Diagnosis\n\nLook at the consumer's log for errors.\n\n## Mitigation\n\nScale the consumer to four replicas.\n`,
    ],
    [
      'bold words',
      `# Runbooks\n\n## Queue is full\n\n**Symptom:** orders wait for minutes.\n**Investigate:** read the log of the consumer.\n**Mitigation:** scale the consumer up.\n`,
    ],
    [
      'a table',
      `# Runbook\n\n| Symptom | Diagnosis | Mitigation |\n|---|---|---|\n| Orders wait for minutes | the consumer is down | restart the consumer |\n`,
    ],
  ])('reads a runbook by %s', async (_, page) => {
    expect(await documentsOf({ 'docs/runbook.md': page })).toEqual([
      'docs/runbook.md:1 runbook: symptoms diagnosis mitigation',
    ]);
  });

  it.each([
    [
      'an unfilled form',
      `# Runbook\n\n## Symptoms\n\nTODO\n\n## Diagnosis\n\nTBD\n\n## Mitigation\n\n<!-- how to fix it, in detail, with commands -->\n`,
    ],
    [
      'headings only',
      `# Runbook\n\n## Symptoms\n\n## Diagnosis\n\n## Mitigation\n`,
    ],
  ])('does not take %s for a runbook', async (_, page) => {
    expect(await documentsOf({ 'docs/runbook.md': page })).toEqual([]);
  });

  it('does not take trouble with a development environment for a runbook', async () => {
    const page = `# Contributing\n\n## Troubleshooting\n\n### Symptoms\n\nThe build fails on your machine.\n\n### Causes\n\nYour Node is too old for it.\n\n### Fix\n\nInstall a newer one.\n`;
    expect(await documentsOf({ 'CONTRIBUTING.md': page })).toEqual([]);
  });

  it.each([
    [
      'a postmortem template',
      'docs/postmortem-template.md',
      `# Postmortem\n\n## Impact\n\n## Timeline\n\n## Root cause\n\n## Action items\n\n| Action | Owner |\n|---|---|\n`,
      'docs/postmortem-template.md:1 postmortem: timeline cause impact actions',
    ],
    [
      'objectives',
      'docs/slo.md',
      `# Service level objectives\n\n| Objective | Target | Window |\n|---|---|---|\n| Availability | 99.9 % | 30 days |\n| Latency p95 below 300 ms | 99 % | 30 days |\n`,
      'docs/slo.md:1 slo: availability latency target window',
    ],
    [
      'backups with their objectives',
      'README.md',
      `# Orders\n\n## Backups\n\nA dump is written every hour. RPO is 1 hour, RTO is 4 hours for all of it.\n`,
      'README.md:3 backup: rpo rto',
    ],
    [
      'an on-call rotation',
      'docs/on-call.md',
      `# On-call\n\nThe rotation changes weekly. A SEV1 pages the primary; escalate to the manager after 15 minutes.\n`,
      'docs/on-call.md:1 escalation: rotation escalation severity',
    ],
    [
      'a rollback with its commands',
      'docs/operations.md',
      `# Operations\n\n## Rollback\n\nGo back to the release before with this command:\n\n\`\`\`sh\nhelm rollback orders\n\`\`\`\n`,
      'docs/operations.md:3 rollback: commands',
    ],
    [
      'a budget policy',
      'docs/error-budget.md',
      `# Error budget policy\n\nWhen the budget of the month is spent, releases freeze until it recovers.\n`,
      'docs/error-budget.md:1 error-budget: consequence',
    ],
  ])('reads %s', async (_, path, page, expected) => {
    expect(await documentsOf({ [path]: page })).toContain(expected);
  });

  it('answers for whatever page there is', async () => {
    const pieces = fc.constantFrom(
      '#',
      '= ',
      '```',
      '----',
      '|',
      '<!--',
      '-->',
      '**',
      '\n',
      '---',
      ' rollback ',
      '`helm x`',
      'Symptom: ',
      '](',
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(pieces, fc.string()), { maxLength: 80 }),
        fc.constantFrom('runbook.md', 'README.adoc', 'docs/slo.rst'),
        async (parts, path) => {
          const facts = await factsOf(documentCollector(), {
            [path]: parts.join(''),
          });
          expect(
            facts.gaps.filter(({ reason }) => reason.includes('understood')),
          ).toEqual([]);
        },
      ),
      { numRuns: 150 },
    );
  });
});
