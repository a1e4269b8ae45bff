import { unstable_ClassNameGenerator as ClassNameGenerator } from '@mui/material/className';

const prefix = 'v5-';

/**
 * Gives the class names of Material UI 5 the prefix that Backstage's theme gives them, so that they do not meet those
 * of Material UI 4 on one page. Must run before the first component of Material UI 5 is loaded.
 * See https://backstage.io/docs/tutorials/migrate-to-mui5
 */
export function prefixClassNames(): void {
  ClassNameGenerator.configure(name =>
    name.startsWith(prefix) ? name : `${prefix}${name}`,
  );
}
