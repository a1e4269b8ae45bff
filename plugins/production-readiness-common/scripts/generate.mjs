// Writes src/rubric/generated/defaultRubric.ts from rubric/*.yaml, in the order of the file names: a browser has no
// files to read. `--check` only tells whether it is up to date.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../rubric/', import.meta.url));
const target = fileURLToPath(
  new URL('../src/rubric/generated/defaultRubric.ts', import.meta.url),
);
const yaml = readdirSync(folder)
  .filter(name => name.endsWith('.yaml'))
  .sort()
  .map(name => readFileSync(`${folder}${name}`, 'utf8'))
  .join('');
const text = `// Generated from rubric/*.yaml by scripts/generate.mjs.\n// prettier-ignore\nexport const defaultRubricYaml = ${JSON.stringify(
  yaml,
)};\n`;

if (process.argv.includes('--check')) {
  if (readFileSync(target, 'utf8') !== text) {
    process.stderr.write(
      'defaultRubric.ts is not what rubric/*.yaml gives: run node scripts/generate.mjs\n',
    );
    process.exit(1);
  }
} else {
  writeFileSync(target, text);
}
