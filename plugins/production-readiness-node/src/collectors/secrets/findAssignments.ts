/** A value that is given to something whose name says that it is a credential. */
export interface Assignment {
  name: string;
  value: string;
  /** It stands in for a variable of the environment that is not set. */
  fallback: boolean;
  /** It stands in no quotes, so that it can be an expression. */
  bare?: boolean;
  line: number;
}

const needles =
  /passw|passwd|pwd|passphrase|secret|token|api_?-?key|access_?-?key|private_?-?key|credential|account_?-?key/gi;

const endings = [
  'password',
  'passwd',
  'pwd',
  'passphrase',
  'secret',
  'secretkey',
  'secretkeybase',
  'secretaccesskey',
  'clientsecret',
  'token',
  'apikey',
  'accesskey',
  'privatekey',
  'credential',
  'credentials',
  'accountkey',
];

const notCredentials = [
  'csrftoken',
  'xsrftoken',
  'nexttoken',
  'continuationtoken',
  'pagetoken',
  'nextpagetoken',
  'canceltoken',
  'cancellationtoken',
  'tokentype',
  'designtoken',
  'injectiontoken',
  'resetpassword',
  'forgotpassword',
  'changepassword',
  'confirmpassword',
  'automountserviceaccounttoken',
  'idtoken',
  'showpassword',
  'tokenkey',
  'publictoken',
  'existingsecret',
  'pullsecret',
  'imagepullsecret',
  'usepassword',
  'allowemptypassword',
  'enablepassword',
  'generatepassword',
];

const maxAssignments = 200;
const maxLine = 1_000;

/** Every such assignment of a text. `quoted`: only what stands in quotes is a value, as in source code. */
export function findAssignments(text: string, quoted: boolean): Assignment[] {
  const found: Assignment[] = [];
  let line = 1;
  let counted = 0;
  let handled = -1;
  needles.lastIndex = 0;
  for (
    let match = needles.exec(text);
    match && found.length < maxAssignments;
    match = needles.exec(text)
  ) {
    if (match.index < handled) continue;
    for (; counted < match.index; counted += 1) {
      if (text.charCodeAt(counted) === 10) line += 1;
    }
    const assignment = assignmentAt(text, match.index, quoted);
    if (assignment) {
      handled = assignment.end;
      found.push({ ...assignment.found, line });
    }
  }
  return found;
}

/** How a name is written: in quotes from its first letter on, or after `${`. */
interface Written {
  named: boolean;
  substituted: boolean;
}

const nameChar = /[A-Za-z0-9_.$-]/;

function assignmentAt(
  text: string,
  index: number,
  quoted: boolean,
): { found: Omit<Assignment, 'line'>; end: number } | undefined {
  let from = index;
  while (from > 0 && index - from < 80 && nameChar.test(text[from - 1]))
    from -= 1;
  let to = index;
  while (to < text.length && to - index < 80 && nameChar.test(text[to]))
    to += 1;
  const name = text.slice(from, to);
  if (!isCredentialName(name)) return undefined;
  const newLine = text.indexOf('\n', to);
  const end = Math.min(newLine < 0 ? text.length : newLine, to + maxLine);
  const rest = text.slice(to, end);
  // `"DB_PASSWORD"` is a name; `"wrong credentials"` is a text that ends in one.
  const named = '"\''.includes(text[from - 1] ?? ' ');
  const substituted = text.slice(Math.max(0, from - 2), from) === '${';
  const value =
    valueIn(rest, quoted, { substituted, named }) ??
    kubernetesValue(text, from, end);
  return (
    value && {
      found: { name: name.slice(0, 80), ...value },
      end: value.fallback ? end : to,
    }
  );
}

/** Whether a name ends in a word for a credential. */
export function isCredentialName(name: string): boolean {
  const plain = name
    .toLowerCase()
    .split(/[_.$-]/)
    .join('');
  return (
    endings.some(ending => plain.endsWith(ending)) &&
    !notCredentials.some(ending => plain.endsWith(ending))
  );
}

function valueIn(
  rest: string,
  quoted: boolean,
  written: Written,
): Omit<Assignment, 'name' | 'line'> | undefined {
  const fallback = fallbackIn(rest, written);
  if (fallback !== undefined) return { value: fallback, fallback: true };
  let at = 0;
  while (at < rest.length && '"\'])`'.includes(rest[at])) at += 1;
  while (rest[at] === ' ' || rest[at] === '\t' || rest[at] === '?') at += 1;
  // `password: string = "…"`: the type stands between.
  const typed = /^:\s{0,4}[A-Za-z][A-Za-z0-9_[\]| .]{0,40}=\s{0,4}/.exec(
    rest.slice(at, at + 80),
  );
  if (typed) at += typed[0].length;
  else {
    const separator = /^(:=|=>|[:=])[ \t]{0,20}/.exec(rest.slice(at, at + 30));
    if (!separator || rest[at + 1] === '=') return undefined;
    at += separator[0].length;
  }
  const quote = rest[at];
  if (quote === '"' || quote === "'" || quote === '`') {
    const close = rest.indexOf(quote, at + 1);
    return close < 0
      ? undefined
      : { value: rest.slice(at + 1, close), fallback: false };
  }
  if (quoted) return undefined;
  const bare = rest.slice(at).split(' #')[0].trim();
  // Only code has space around what it assigns with; `A=x && run` of a shell is a value.
  const isSpaced = rest[at - 1] === ' ';
  if (isSpaced && /^[^\s,;]{1,200} (?:\|\||&&|\?\?|or|and|if) /.test(bare))
    return undefined;
  return bare
    ? { value: bare.split(/[\s,;]/, 1)[0], fallback: false, bare: true }
    : undefined;
}

/** `PASSWORD", "x")` after a getenv, `PASSWORD || 'x'`, `PASSWORD ?? 'x'`; `:x}` and `:-x}` after `${PASSWORD`. */
function fallbackIn(
  rest: string,
  { named, substituted }: Written,
): string | undefined {
  const call =
    /^["']\]?\s{0,3},\s{0,3}(?:default\s?=\s?)?["']([^"']{1,200})["']/.exec(
      rest.slice(0, 260),
    );
  if (call && named) return call[1];
  const either =
    /^["']?\]?\)?\s{0,3}(?:\|\||\?\?|or)\s{1,3}["']([^"']{1,200})["']/.exec(
      rest.slice(0, 260),
    );
  if (either) return either[1];
  if (!substituted) return undefined;
  const braces = /^:[-=]?([^}\s"']{1,200})\}/.exec(rest.slice(0, 220));
  return braces?.[1];
}

/** `- name: DB_PASSWORD`, and on the next line `value: x`. */
function kubernetesValue(
  text: string,
  from: number,
  end: number,
): { value: string; fallback: boolean } | undefined {
  const before = text.slice(Math.max(0, from - 40), from);
  if (!/name["']?:\s{0,4}["']?$/.test(before)) return undefined;
  const next = text
    .slice(end + 1, end + 400)
    .split('\n', 1)[0]
    .trim();
  const value = /^-?\s{0,4}["']?value["']?:\s{0,4}(.{1,300})$/.exec(next);
  if (!value) return undefined;
  const bare = value[1].trim().replace(/^["']|["'],?$/g, '');
  return { value: bare, fallback: false };
}
