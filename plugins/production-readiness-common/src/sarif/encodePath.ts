/** Text without halves of surrogate pairs, which neither a URI nor XML can hold. @public */
export function wellFormed(text: string): string {
  return new TextDecoder().decode(new TextEncoder().encode(text));
}

/** A path as a relative URI reference; a name may hold any character, a newline included. @public */
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
