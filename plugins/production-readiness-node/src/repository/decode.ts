const decoder = new TextDecoder('utf-8', { fatal: true });
const sniffed = 8_000;

/** The text of a file, or why it has none. */
export function decode(
  content: Buffer,
): { text: string } | { problem: string } {
  if (content.subarray(0, sniffed).includes(0)) {
    return { problem: 'is binary' };
  }
  try {
    return { text: decoder.decode(content) };
  } catch {
    return { problem: 'is not valid UTF-8' };
  }
}
