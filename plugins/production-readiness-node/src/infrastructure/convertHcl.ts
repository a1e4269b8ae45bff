import { Limits } from '../repository/limits';
import { lineNestedBeyond } from '../repository/yaml/nesting';

const longest = 500_000;
const patience = 10_000;

/**
 * Converts HCL to JSON. The converter is a WebAssembly module of several megabytes: it is loaded when the first
 * file is converted, and not before.
 * @returns the JSON value, or the problem in words
 */
export async function convertHcl(
  path: string,
  text: string,
  limits: Pick<Limits, 'nesting'>,
): Promise<{ json: unknown } | { problem: string }> {
  if (text.length > longest) {
    return { problem: `is larger than ${longest} characters` };
  }
  if (lineNestedBeyond(text, limits.nesting) !== undefined) {
    return { problem: `nests deeper than ${limits.nesting} levels` };
  }
  const { parse } = loadConverter();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('late')), patience);
  });
  try {
    return { json: await Promise.race([parse(path, text), late]) };
  } catch {
    return { problem: 'could not be parsed as HCL' };
  } finally {
    clearTimeout(timer);
  }
}

/** Loaded once, by `require`: Jest cannot run a dynamic import. */
function loadConverter(): typeof import('@cdktf/hcl2json') {
  return require('@cdktf/hcl2json');
}
