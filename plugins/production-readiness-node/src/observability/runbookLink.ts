const keys = [
  'runbook_url',
  'runbook',
  'runbookURL',
  'runbookUrl',
  'runbook-url',
  'runbook_link',
  'playbook_url',
  'playbook',
];

const guide = /run-?\s?book|play-?\s?book/i;
const notReal =
  /^https?:\/\/(?:[\w-]+\.)*(?:example\.(?:com|org|net)|example|invalid|localhost|todo|tbd|changeme)(?:[:/]|$)/i;
const longest = 20_000;
/** How far before an address the word may stand that says what it is. */
const before = 60;

/** The address of a runbook that an alert's annotations name. */
export function runbookOfAnnotations(
  annotations: Readonly<Record<string, string>>,
): string | undefined {
  for (const key of keys) {
    const value = annotations[key]?.trim();
    if (value && isAddress(value)) return value;
  }
  return runbookInText(
    [annotations.description, annotations.summary, annotations.message].join(
      '\n',
    ),
  );
}

/** The address in a text, such as an alert's message, that the words beside it, or its own, call a runbook. */
export function runbookInText(text: string): string | undefined {
  const source = text.slice(0, longest);
  const addresses = /https?:\/\/[^\s"'`<>|)\]\\]{4,500}/g;
  for (
    let match = addresses.exec(source);
    match;
    match = addresses.exec(source)
  ) {
    const [address] = match;
    const around = source.slice(Math.max(0, match.index - before), match.index);
    const line = around.slice(around.lastIndexOf('\n') + 1);
    if ((guide.test(line) || guide.test(address)) && isAddress(address))
      return address;
  }
  return undefined;
}

function isAddress(value: string): boolean {
  return (
    /^https?:\/\/[\w.-]+/.test(value) &&
    !notReal.test(value) &&
    !value.includes('__unresolved_')
  );
}

/** Leaves out links to pages of the repository itself: what these say is judged as pages. */
export function withoutOwnPages<T extends { runbook?: string }>(
  items: readonly T[],
  isPage: (path: string) => boolean,
): T[] {
  return items.map(item => {
    const path = item.runbook && pageOf(item.runbook);
    return path && isPage(path) ? { ...item, runbook: undefined } : item;
  });
}

/** `docs/a.md` of `https://host/owner/name/blob/main/docs/a.md#part`. */
function pageOf(address: string): string | undefined {
  return /\/(?:blob|tree|raw|src\/branch)\/[^/]+\/([^?#]{1,300}\.(?:md|adoc|rst))/.exec(
    address,
  )?.[1];
}
