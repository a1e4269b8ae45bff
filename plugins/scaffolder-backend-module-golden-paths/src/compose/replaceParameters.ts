import { InputError } from '@backstage/errors';
import { JsonObject } from '@backstage/types';
import { stringify } from 'yaml';

const begin =
  '  # generated from the blocks by `golden-path generate`: begin\n';
const end = '  # generated: end\n';

/** A template.yaml with its parameter pages replaced by others. */
export function replaceParameters(
  template: string,
  pages: JsonObject[],
): string {
  const from = template.indexOf(begin);
  const to = template.indexOf(end);
  if (from < 0 || to < from) {
    throw new InputError(
      'template.yaml has no markers between which its parameters are generated',
    );
  }
  const text = stringify(
    { parameters: pages },
    { lineWidth: 0, aliasDuplicateObjects: false },
  ).replace(/^(?=.)/gm, '  ');
  return `${template.slice(0, from)}${begin}${text}${template.slice(to)}`;
}
