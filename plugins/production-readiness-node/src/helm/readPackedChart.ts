import { gunzipSync } from 'node:zlib';
import { decode } from '../repository/decode';
import { Limits } from '../repository/limits';
import { SourceFile } from '../repository/SourceFile';
import { Cursor } from '../repository/yaml/Cursor';
import { isMapping } from '../repository/yaml/Located';
import { parseYaml } from '../repository/yaml/parseYaml';
import { Values } from './values';

const block = 512;
const mostFiles = 1_000;
/** Bytes that an archive may come to for each byte that a file may have. */
const expansion = 10;

/** What a packed chart holds. */
export interface PackedChart {
  name: string;
  metadata: Cursor;
  values: Values;
  /** Texts by path inside the chart, such as `templates/deployment.yaml`. */
  templates: Map<string, string>;
}

/** Reads a chart as `helm package` writes it: an archive of one folder. Links are not followed. */
export function readPackedChart(
  file: SourceFile,
  limits: Limits,
): PackedChart | undefined {
  const files = file.bytes && unpack(file.bytes, limits);
  if (!files) return undefined;
  const at = (line: number) => ({ path: file.path, line: Math.min(line, 1) });
  const mapping = (name: string): Cursor | undefined => {
    const text = files.get(name);
    const parsed = text === undefined ? undefined : parseYaml(text, limits, at);
    if (!parsed || 'problem' in parsed) return undefined;
    const [document] = parsed.documents;
    return document && isMapping(document.value)
      ? Cursor.at(document.value, document.position)
      : undefined;
  };
  const metadata = mapping('Chart.yaml');
  const name = metadata?.get('name').text();
  if (!metadata || name === undefined || !/^[\w.-]+$/.test(name))
    return undefined;
  return {
    name,
    metadata,
    values: (mapping('values.yaml')?.value ?? {}) as Values,
    templates: new Map(
      [...files].filter(([inner]) => inner.startsWith('templates/')),
    ),
  };
}

/** The texts of an archive by path below its one folder; undefined where it is too large or none. */
function unpack(
  packed: Buffer,
  { fileBytes }: Limits,
): Map<string, string> | undefined {
  let archive: Buffer;
  try {
    const maxOutputLength = fileBytes * expansion;
    archive = gunzipSync(packed, { maxOutputLength });
  } catch {
    return undefined;
  }
  const files = new Map<string, string>();
  for (let at = 0; at + block <= archive.length; ) {
    const header = archive.subarray(at, at + block);
    if (header[0] === 0) break;
    const size = parseInt(textIn(header, 124, 12), 8);
    if (!Number.isInteger(size) || size < 0) return undefined;
    const kind = String.fromCharCode(header[156]);
    const folder = textIn(header, 345, 155);
    const path = `${folder ? `${folder}/` : ''}${textIn(header, 0, 100)}`;
    const inner = path.slice(path.indexOf('/') + 1);
    const content = archive.subarray(at + block, at + block + size);
    if ((kind === '0' || kind === '\0') && isText(inner)) {
      const decoded = decode(content);
      if ('text' in decoded) files.set(inner, decoded.text);
    }
    if (files.size > mostFiles) return undefined;
    at += block + Math.ceil(size / block) * block;
  }
  return files;
}

/** A chart inside of the chart is left out, as is all that is not rendered. */
function isText(inner: string): boolean {
  return (
    /^(?:Chart|values)\.yaml$/.test(inner) ||
    /^templates\/[^\n]+\.(?:ya?ml|tpl)$/.test(inner)
  );
}

function textIn(header: Buffer, from: number, length: number): string {
  const field = header.subarray(from, from + length);
  const end = field.indexOf(0);
  return field.toString('utf8', 0, end < 0 ? length : end).trim();
}
