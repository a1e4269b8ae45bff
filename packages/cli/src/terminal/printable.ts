/**
 * Text of a repository made harmless for one line of a terminal or a build log: control and bidirectional characters
 * stand escaped, and nothing reads as a command to the build system (`::set-output`, `##vso[`).
 */
export function printable(text: string): string {
  return text
    .replace(
      // eslint-disable-next-line no-control-regex
      /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/g,
      escaped,
    )
    .replace(/(^|\s)::/g, '$1: :')
    .replace(/##(?=[[a-z])/g, '# #');
}

const short: Record<string, string> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function escaped(character: string): string {
  return (
    short[character] ??
    `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  );
}
