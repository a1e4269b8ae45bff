import { defaultLimits } from '../limits';
import { Cursor } from './Cursor';
import { parseYaml } from './parseYaml';

/** The documents of YAML that stands as text in another document; none where it is no YAML. */
export function embeddedYaml(written: Cursor): Cursor[] {
  const text = written.text();
  if (text === undefined) return [];
  const { path, line } = written.position;
  const parsed = parseYaml(text, defaultLimits, inner => ({
    path,
    line: line + inner,
  }));
  return 'problem' in parsed
    ? []
    : parsed.documents.map(({ value, position }) => Cursor.at(value, position));
}
