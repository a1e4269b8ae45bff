import { Practice, Practices } from './readPractices';

/** docs/practices.md. */
export function practicesPage({ areas, tests }: Practices): string {
  const all = Object.values(areas).flat();
  const generated = all.filter(({ absent }) => !absent);
  return `# Practices

What the golden paths are held to: ${all.length} practices, ${
    generated.length
  } of which something generates. Files are those of a service with every option on, unless a variant is named; checks are those of the [rubric](rubric.md). \`test/golden-paths/practices\` has this table as data, and its test renders each service, looks for the practice in the file, has the service evaluated, and looks for the tests.
${Object.entries(areas)
  .map(
    ([area, practices]) => `
## ${title(area)}

| practice | what it means | generated in | seen by | proved by |
| -------- | ------------- | ------------ | ------- | --------- |
${practices.map(practice => row(practice, tests)).join('\n')}
`,
  )
  .join('')}`;
}

function row(practice: Practice, tests: Practices['tests']): string {
  const { id, means, checks, attested, proof } = practice;
  const seen = [
    ...checks.map(code),
    ...attested.map(check => `${code(check)} (attested)`),
  ];
  const files = [...new Set(proof.map(name => tests[name].file))];
  const cells = [
    id,
    means,
    place(practice),
    seen.join(', ') || '–',
    files.map(code).join(', ') || '–',
  ];
  return `| ${cells.map(cell => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

function place({ in: where, with: variant, file, absent }: Practice): string {
  if (absent) return absent;
  const path = code(file ?? '');
  if (where === 'product') return path;
  return `${where}: ${path}${variant ? ` (${variant})` : ''}`;
}

function title(area: string): string {
  const words = area.replaceAll('-', ' ').replace('ci cd', 'CI/CD');
  return words[0].toUpperCase() + words.slice(1);
}

function code(text: string): string {
  return `\`${text}\``;
}
