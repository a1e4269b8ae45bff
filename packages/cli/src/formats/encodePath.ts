/** Text without halves of surrogate pairs, which neither a URI nor XML can hold. */
export function wellFormed(text: string): string {
  return Buffer.from(text, 'utf8').toString('utf8');
}

/** A path as a relative URI reference; a name may hold any character, a newline included. */
export function encodePath(path: string): string {
  return path
    .split('/')
    .map(name =>
      encodeURIComponent(wellFormed(name)).replace(
        /[()]/g,
        character => `%${character.charCodeAt(0).toString(16)}`,
      ),
    )
    .join('/');
}
