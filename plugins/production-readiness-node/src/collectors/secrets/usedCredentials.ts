import { Assignment } from './findAssignments';
import { judgeValue } from './secretValue';

const maxFound = 50;

/** What stands for a host where the form of an address is told, and the names that belong to nobody (RFC 2606). */
const anyHost =
  /^(?:\w{1,40}_)?host(?:name)?\d{0,2}(?=[:,]|$)|^(?:[\w-]{1,60}\.){0,4}example(?:\.(?:com|org|net))?(?=[:,]|$)|^[\w.-]{1,80}:(?:\w+_)?port\d?(?=,|$)/i;

/** `scheme://user:password@host` with a password that is written out. */
export function urlCredentials(text: string): Assignment[] {
  const found: Assignment[] = [];
  for (
    let at = text.indexOf('://');
    at >= 0 && found.length < maxFound;
    at = text.indexOf('://', at + 3)
  ) {
    let end = at + 3;
    while (
      end < text.length &&
      end - at < 200 &&
      !/[\s"'`<>)/?#\\]/.test(text[end])
    )
      end += 1;
    const authority = text.slice(at + 3, end);
    const host = authority.lastIndexOf('@');
    const colon = authority.indexOf(':');
    if (host <= 0 || colon <= 0 || colon > host) continue;
    const isLocal =
      /^(localhost|127\.0\.0\.1|0\.0\.0\.0|host\.docker\.internal)/.test(
        authority.slice(host + 1),
      );
    const value = authority.slice(colon + 1, host);
    const isForm =
      anyHost.test(authority.slice(host + 1)) && judgeValue(value) !== 'real';
    found.push({
      name: 'password in a URL',
      value: isLocal || isForm ? 'placeholder' : value,
      fallback: true,
      line: lineAt(text, at),
    });
  }
  return found;
}

/** `PlainCredentials('user', 'password')`, `basic_auth("user", "password")`. */
export function usedCredentials(text: string): Assignment[] {
  const found: Assignment[] = [];
  const mayHold = text.includes('redential') || text.includes('asic');
  if (!mayHold) return found;
  const calls =
    /(?:Credentials?|BasicAuth|basic_auth|basicAuth|HTTPBasicAuth)\(\s{0,5}["']([^"'\n]{1,100})["']\s{0,3},\s{0,5}["']([^"'\n]{1,100})["']/g;
  for (
    let match = calls.exec(text);
    match && found.length < maxFound;
    match = calls.exec(text)
  ) {
    found.push({
      name: 'password of a call',
      value: match[2],
      fallback: true,
      line: lineAt(text, match.index),
    });
  }
  return found;
}

function lineAt(text: string, index: number): number {
  let line = 1;
  for (let at = 0; at < index; at += 1) {
    if (text.charCodeAt(at) === 10) line += 1;
  }
  return line;
}
