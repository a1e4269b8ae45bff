import { XMLParser } from 'fast-xml-parser';
import { SourceFile } from '../../repository/SourceFile';

const repeated = new Set([
  'dependency',
  'plugin',
  'profile',
  'PackageReference',
  'PackageVersion',
  'GlobalPackageReference',
  'FrameworkReference',
  'ProjectReference',
  'package',
  'ItemGroup',
]);

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '',
  processEntities: false,
  parseTagValue: false,
  parseAttributeValue: false,
  isArray: name => repeated.has(name),
});

/** An element: attributes and elements within it by name. */
export type XmlNode = Record<string, unknown>;

/** The elements of a document; throws where it is no XML. */
export function xmlOf(file: SourceFile): XmlNode {
  return parser.parse(file.text) as XmlNode;
}

/** The element of a name that stands directly in another; undefined where there is none. */
export function xmlChild(
  node: XmlNode | undefined,
  name: string,
): XmlNode | undefined {
  const child = node?.[name];
  return typeof child === 'object' && child !== null
    ? (child as XmlNode)
    : undefined;
}

/** All elements of a name, however deep they stand. */
export function xmlAll(value: unknown, name: string, depth = 0): XmlNode[] {
  if (depth > 12 || typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value))
    return value.flatMap(item => xmlAll(item, name, depth + 1));
  return Object.entries(value).flatMap(([key, inner]) =>
    key === name && Array.isArray(inner)
      ? inner.filter(
          (node): node is XmlNode => typeof node === 'object' && node !== null,
        )
      : xmlAll(inner, name, depth + 1),
  );
}

/** The text of an element or attribute, without space around it. */
export function xmlText(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() ? value.trim() : undefined;
}

/** Tells the line of a text: of its next occurrence, each time that it is asked. */
export function lineFinder(file: SourceFile): (needle: string) => number {
  const seen = new Map<string, number>();
  return needle => {
    const from = seen.get(needle) ?? 0;
    let at = file.lines.findIndex(
      (text, index) => index >= from && text.includes(needle),
    );
    if (at < 0) at = Math.max(0, from - 1);
    seen.set(needle, at + 1);
    return at + 1;
  };
}
