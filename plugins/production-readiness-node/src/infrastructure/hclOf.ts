import { Limits } from '../repository/limits';
import { SourceFile } from '../repository/SourceFile';
import { isMapping } from '../repository/yaml/Located';
import { convertHcl } from './convertHcl';

/** A file that is converted when it is first asked for, and then not again. */
export type LazyHcl = () => ReturnType<typeof convertHcl>;

/** The JSON of an HCL file, or of one that is JSON already, shared by all collectors; whoever keeps it can ask for it after the visit. */
export function hclOf(
  file: SourceFile,
  limits: Pick<Limits, 'nesting'>,
): LazyHcl {
  return file.view('hcl', ({ path, text }) => {
    if (path.endsWith('.json')) return async () => jsonOf(file);
    let converted: ReturnType<typeof convertHcl> | undefined;
    return () => {
      converted ??= convertHcl(path, text, limits);
      return converted;
    };
  });
}

function jsonOf(file: SourceFile): Awaited<ReturnType<typeof convertHcl>> {
  const parsed = file.json();
  if ('problem' in parsed) return { problem: parsed.problem };
  return isMapping(parsed.value)
    ? { json: parsed.value }
    : { problem: 'is not a JSON object' };
}
