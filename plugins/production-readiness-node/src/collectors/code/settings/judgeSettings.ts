import { withoutMarkupComments } from '../../../repository/withoutMarkupComments';
import { EcosystemData } from '../../../data/EcosystemData';
import { SourceFile } from '../../../repository/SourceFile';
import { namesRetention } from '../../../retention/namesRetention';
import { nameOf } from '../../dependencies/Manifest';
import { Setting, settingsOf } from './settingsOf';

/** @public */
export type SettingRule = EcosystemData['settings'][number];

/** A rule of the data that a configuration file meets. */
export interface SettingFinding {
  ecosystem: string;
  rule: SettingRule;
  path: string;
  line: number;
}

/** Profiles and folders that serve tests or local work only. */
const notProduction =
  /(^|[-_.])(test|tests|local|dev|development|e2e|ci)\.(ya?ml|properties|json)$/i;

/** The rules that a configuration file meets. */
export function judgeSettings(
  file: SourceFile,
  ecosystem: string,
  rules: readonly SettingRule[],
): SettingFinding[] {
  if (notProduction.test(nameOf(file.path))) return [];
  const found: SettingFinding[] = [];
  for (const rule of rules) {
    if (!rule.files.some(pattern => fits(nameOf(file.path), pattern))) continue;
    const line = lineOfRule(file, rule);
    if (line !== undefined)
      found.push({ ecosystem, rule, path: file.path, line });
  }
  return found;
}

/** Whether a file of this name is one that rules look into. */
export function isSettingsFile(
  path: string,
  rules: readonly SettingRule[],
): boolean {
  const name = nameOf(path);
  return rules.some(({ files }) => files.some(pattern => fits(name, pattern)));
}

function fits(name: string, pattern: string): boolean {
  const star = pattern.indexOf('*');
  if (star < 0) return name === pattern;
  const start = pattern.slice(0, star);
  const end = pattern.slice(star + 1);
  return (
    name.length >= start.length + end.length &&
    name.startsWith(start) &&
    name.endsWith(end)
  );
}

function lineOfRule(file: SourceFile, rule: SettingRule): number | undefined {
  if (rule.keys) {
    const keys = rule.keys;
    return settingsOf(file).find(
      setting => keyFits(setting.key, keys) && valueFits(setting, rule.values),
    )?.line;
  }
  if (rule.naming) {
    return settingsOf(file).find(({ value }) => namesRetention(value))?.line;
  }
  for (const text of rule.contains ?? []) {
    const line = lineWithout(file, text);
    if (line !== undefined) return line;
  }
  return undefined;
}

/** Whether a key is one of those wanted; a `*` at the end of a wanted one stands for any ending. */
export function keyFits(key: string, wanted: readonly string[]): boolean {
  return wanted.some(want =>
    want.endsWith('*') ? key.startsWith(want.slice(0, -1)) : key === want,
  );
}

const off = new Set(['', 'false', '0', 'none', 'off', 'no', 'null', 'never']);

function valueFits(
  { value }: Setting,
  wanted: readonly string[] | undefined,
): boolean {
  const plain = defaultOf(value).toLowerCase();
  if (!wanted) return !off.has(plain);
  const parts = plain.split(',').map(part => part.trim());
  return wanted.some(want => parts.includes(want.toLowerCase()));
}

/** `${NAME:default}` stands for its default. */
function defaultOf(value: string): string {
  const text = value.trim();
  if (!text.startsWith('${') || !text.endsWith('}')) return text;
  const colon = text.indexOf(':');
  return colon < 0 ? text : text.slice(colon + 1, -1);
}

/** The first line that holds the text outside comments of the file's kind. */
function lineWithout(file: SourceFile, text: string): number | undefined {
  if (!file.text.includes(text)) return undefined;
  const xml = file.path.endsWith('.xml') || file.path.endsWith('.config');
  let inComment = false;
  for (let at = 0; at < file.lines.length; at += 1) {
    let line = file.lines[at];
    if (xml) [line, inComment] = withoutMarkupComments(line, inComment);
    else if (/^\s*(#|\/\/)/.test(line.slice(0, 200))) continue;
    if (line.includes(text)) return at + 1;
  }
  return undefined;
}
