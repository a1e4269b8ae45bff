import { Limits } from '../repository/limits';
import { SourceFile } from '../repository/SourceFile';
import { convertHcl } from './convertHcl';

/** A file that is converted when it is first asked for, and then not again. */
export type LazyHcl = () => ReturnType<typeof convertHcl>;

/** The JSON of an HCL file, shared by all collectors; whoever keeps it can ask for it after the visit. */
export function hclOf(
  file: SourceFile,
  limits: Pick<Limits, 'nesting'>,
): LazyHcl {
  return file.view('hcl', ({ path, text }) => {
    let converted: ReturnType<typeof convertHcl> | undefined;
    return () => {
      converted ??= convertHcl(path, text, limits);
      return converted;
    };
  });
}
