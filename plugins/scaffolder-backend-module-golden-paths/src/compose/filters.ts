import { InputError } from '@backstage/errors';
import type { TemplateFilter, TemplateValue } from 'nunjitsu';

/**
 * The filters that carry any text safely into the language of a file. Each takes one value and fails on
 * undefined.
 *
 * @public
 */
export const contextFilters: Readonly<Record<string, TemplateFilter>> = {
  yaml: value => yaml(defined('yaml', value)),
  json: value => json(defined('json', value)),
  toml: value => json(defined('toml', value)),
  shell: value => `'${textOf('shell', value).replace(/'/g, `'\\''`)}'`,
  hcl: value =>
    json(defined('hcl', value)).replace(/\$\{/g, '$$${').replace(/%\{/g, '%%{'),
  dockerLabel: value =>
    `"${line(textOf('dockerLabel', value)).replace(/["\\$]/g, '\\$&')}"`,
  markdown: value => markdown(textOf('markdown', value)),
  githubExpression: value => `\${{ ${textOf('githubExpression', value)} }}`,
  comment: value => line(textOf('comment', value)),
  pascal: value =>
    textOf('pascal', value).replace(
      /(?:^|[-_])([a-z0-9])/g,
      (_match: string, letter: string) => letter.toUpperCase(),
    ),
};

function defined(
  filter: string,
  value: TemplateValue | undefined,
): TemplateValue {
  if (value === undefined) {
    throw new InputError(`${filter} was given an undefined value`);
  }
  return value;
}

function textOf(filter: string, value: TemplateValue | undefined): string {
  const given = defined(filter, value);
  if (typeof given !== 'string' && typeof given !== 'number') {
    throw new InputError(`${filter} takes a text`);
  }
  return String(given);
}

function line(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

// JSON is valid YAML, TOML and HCL except for characters that those take for line ends or refuse raw.
function json(value: TemplateValue): string {
  return JSON.stringify(value).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff]/g,
    character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

// Only a text that no version of YAML reads as anything else goes without quotes.
const plain = /^[A-Za-z][A-Za-z0-9_-]*(?:[./][A-Za-z0-9_-]+)*$/;
const reserved = /^(?:y|n|yes|no|on|off|true|false|null|nan|inf)$/i;

function yaml(value: TemplateValue): string {
  return typeof value === 'string' && plain.test(value) && !reserved.test(value)
    ? value
    : json(value);
}

function markdown(text: string): string {
  return text
    .split('\n')
    .map(part =>
      part
        .trim()
        .replace(/[\\`*_{}[\]<>#|~!]/g, '\\$&')
        .replace(/^([-+=])/, '\\$1')
        .replace(/^(\d+)([.)])/, '$1\\$2'),
    )
    .filter(part => part !== '')
    .join('\\\n');
}
