import { textOf } from '../files';
import { Validator } from '../Validator';

const leftovers: [RegExp, string][] = [
  [
    /\$\{\{\s*(?:values|service|runtime|has|folders|path)\b[^}]*\}\}/,
    'an expression of the template',
  ],
  [/^\s*\{%-? *(?:if|for|set|else|endif|endfor|macro)\b.*%\}/m, 'a tag'],
  [/\[object \w+\]/, 'an object'],
  [/\b(?:TODO|FIXME|XXX|CHANGEME)\b/, 'a placeholder'],
];

// In code, `undefined` is a word of the language; everywhere else a value that nobody gave.
const isCode = (path: string) => /\.(?:[cm]?[jt]s|tpl|py)$/.test(path);
const isData = (path: string) =>
  /\.(?:ya?ml|json|toml|ini|env|sql|tf|tfvars|hcl)$|Dockerfile|CODEOWNERS/.test(
    path,
  ) && !path.endsWith('-lock.json');

/** Nothing of the template is left, and no value is missing. */
export const leftoversValidator: Validator = {
  name: 'leftovers',
  units: files => files.map(file => ({ label: file.path, files: [file] })),
  async check({ files: [file] }) {
    const text = textOf(file);
    const found = leftovers.flatMap(([pattern, what]) => {
      const match = pattern.exec(text);
      return match ? [`holds ${what}: ${match[0]}`] : [];
    });
    const path = /[{}%]|undefined|\.njk$/.test(file.path)
      ? ['is no path that was meant']
      : [];
    const word = isData(file.path) ? /\bundefined\b|\bNaN\b/ : /\bundefined\b/;
    const missing =
      !isCode(file.path) && word.test(text) ? ['holds an undefined value'] : [];
    return [...found, ...path, ...missing];
  },
};
