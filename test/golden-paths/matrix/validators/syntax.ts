import { parse as parseToml } from 'smol-toml';
import { parseAllDocuments } from 'yaml';
import { eachFile, isHelmTemplate, textOf } from '../files';
import { Validator } from '../Validator';

const readers: [RegExp, (text: string) => string[]][] = [
  [
    /\.ya?ml$/,
    text =>
      parseAllDocuments(text, { uniqueKeys: true }).flatMap(
        ({ errors, warnings }) =>
          [...errors, ...warnings].map(({ message }) => message),
      ),
  ],
  [/\.json$/, text => complaintOf(() => JSON.parse(text))],
  [/\.toml$/, text => complaintOf(() => parseToml(text))],
];

/** YAML, JSON and TOML can be read. */
export const syntaxValidator: Validator = {
  name: 'syntax',
  units: files =>
    eachFile(
      files,
      path =>
        !isHelmTemplate(path) && readers.some(([name]) => name.test(path)),
    ),
  async check({ files: [file] }) {
    const reader = readers.find(([name]) => name.test(file.path));
    return reader?.[1](textOf(file)) ?? [];
  },
};

function complaintOf(action: () => unknown): string[] {
  try {
    action();
    return [];
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}
