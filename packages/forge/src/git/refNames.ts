const OBJECT_ID = /^[0-9a-f]{40}$/;
// Control characters, space and the characters that git check-ref-format forbids.
// eslint-disable-next-line no-control-regex
const FORBIDDEN = /[\u0000-\u0020\u007f~^:?*[\\]/;

/** The object id that stands for "does not exist" in a change of a ref. */
export const ZERO_ID = '0'.repeat(40);

/** Whether `value` is a full object id. */
export function isObjectId(value: string): boolean {
  return OBJECT_ID.test(value);
}

/** Whether Git accepts `name` as the name of a branch or a tag (the rules of git-check-ref-format). */
export function isRefName(name: string): boolean {
  if (
    name.length === 0 ||
    name.length > 250 ||
    name === '@' ||
    name.startsWith('-')
  )
    return false;
  if (
    FORBIDDEN.test(name) ||
    name.includes('..') ||
    name.includes('@{') ||
    name.endsWith('.')
  )
    return false;
  return name
    .split('/')
    .every(
      part => part !== '' && !part.startsWith('.') && !part.endsWith('.lock'),
    );
}
