const longest = 200;

// Names and reasons carry text of the repository, and a request is no place for its control or direction characters.
function oneLine(text: string): string {
  const line = text.replace(
    // eslint-disable-next-line no-control-regex
    /[\s\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+/g,
    ' ',
  );
  return line.length > longest ? `${line.slice(0, longest)}…` : line;
}

/** A name of a repository as code in Markdown. */
export function codeSpan(text: string): string {
  return `\`${oneLine(text).replace(/[`|]/g, '?')}\``;
}

/** A text of a repository in Markdown, in which nothing is markup and nobody is called. */
export function plainText(text: string): string {
  return oneLine(text)
    .replace(/@/g, '(at)')
    .replace(/[\\`*_{}[\]<>|~#]/g, '\\$&');
}
