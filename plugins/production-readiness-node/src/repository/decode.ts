const utf8 = new TextDecoder('utf-8', { fatal: true });
const western = new TextDecoder('windows-1252');
const sniffed = 8_000;

/**
 * The text of a file, or why it has none. What is neither UTF-8 nor marked as UTF-16 is read as the Western code page,
 * in which every byte is a letter: what matters here is written in ASCII.
 */
export function decode(
  content: Buffer,
): { text: string } | { problem: string; isBinary: true } {
  const marked = markedEncoding(content);
  if (marked) return { text: new TextDecoder(marked).decode(content) };
  if (isBinary(content.subarray(0, sniffed))) {
    return { problem: 'is binary', isBinary: true };
  }
  try {
    return { text: utf8.decode(content) };
  } catch {
    return { text: western.decode(content) };
  }
}

function markedEncoding(content: Buffer): string | undefined {
  if (content.length < 2 || content.length % 2 !== 0) return undefined;
  if (content[0] === 0xff && content[1] === 0xfe) return 'utf-16le';
  return content[0] === 0xfe && content[1] === 0xff ? 'utf-16be' : undefined;
}

/** Text has no zero byte, and of the control characters few but those that lay it out. */
function isBinary(start: Buffer): boolean {
  if (start.includes(0)) return true;
  const controls = start.filter(
    byte => byte < 0x09 || (byte > 0x0d && byte < 0x1b) || byte === 0x7f,
  ).length;
  return controls * 20 > start.length;
}
