/** Text that is HTML already. */
export class Html {
  constructor(readonly text: string) {}
}

/** What may stand in a template: text is escaped, HTML is not, lists are joined, nothing is left out. */
export type HtmlValue =
  | Html
  | string
  | number
  | undefined
  | null
  | false
  | HtmlValue[];

/** Tag for templates of HTML. Every value that is not HTML already is escaped. */
export function html(
  strings: TemplateStringsArray,
  ...values: HtmlValue[]
): Html {
  return new Html(
    strings.reduce(
      (text, part, index) => text + render(values[index - 1]) + part,
    ),
  );
}

/** An address on the forge with its parts escaped, slashes within a part included only when it is a path. */
export function address(...parts: string[]): string {
  return `/${parts
    .filter(Boolean)
    .map(part => part.split('/').map(encodeURIComponent).join('/'))
    .join('/')}`;
}

function render(value: HtmlValue): string {
  if (value instanceof Html) return value.text;
  if (Array.isArray(value)) return value.map(render).join('');
  if (value === undefined || value === null || value === false) return '';
  return String(value).replace(
    /[&<>"']/g,
    character => `&#${character.charCodeAt(0)};`,
  );
}
