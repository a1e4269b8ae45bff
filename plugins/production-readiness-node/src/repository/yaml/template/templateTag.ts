import { holdsForProduction } from './forProduction';

/** What a tag of a template does to the text around it. */
export interface TemplateTag {
  kind: /** Writes a value. */
  | 'value'
    /** Writes lines that are elsewhere. */
    | 'part'
    /** Starts lines that may be left out, or repeated. */
    | 'condition'
    /** Starts lines that are there. */
    | 'group'
    /** Starts lines that are written elsewhere, if at all. */
    | 'definition'
    | 'otherwise'
    | 'end'
    /** Writes nothing. */
    | 'nothing';
  /** What people read of it. */
  expression: string;
  /** Of a condition, and of what stands otherwise: whether it holds where production is deployed, if that is settled. */
  holds?: boolean;
  /** What each of several branches compares with. */
  subject?: string;
}

/** Where a tag starts, and what ends it. */
const closings: Record<string, string> = {
  '{{{': '}}}',
  '{{': '}}',
  '{%': '%}',
  '{#': '#}',
  '<%': '%>',
  '%{': '}',
  '#{': '}',
};

/** The start of a tag; `${{` and `${#` are of others. */
export const tagStart =
  /(?<!\$)(?:\{\{\{?|\{%|\{#(?!\})|<%|#\{(?=[\w.]))|^[ \t]*%\{/g;

/** What ends a tag that starts so. */
export function closingOf(start: string): string {
  return closings[start];
}

/** What a tag does, by how it starts and what stands in it. */
export function readTag(start: string, inside: string): TemplateTag {
  const body = inside.replace(/^[-+~=]|[-+~]$/g, '').trim();
  const expression = body.slice(0, 200);
  if (start === '{#' || /^(?:\/\*|#|!)/.test(body)) {
    const isHandlebars = start.startsWith('{{') && body.startsWith('#');
    if (!isHandlebars) return { kind: 'nothing', expression };
  }
  if (start === '#{' || start === '{{{') return { kind: 'value', expression };
  if (start === '<%') {
    if (inside.startsWith('=')) return { kind: 'value', expression };
    return withCondition(rubyKind(body), expression);
  }
  const kind = start === '{{' ? goKind(body) : statementKind(body);
  return withCondition(kind, expression);
}

const words =
  /^\}?\s*(if|unless|case|for|range|with|while|until|ifequal|ifnotequal|else if|elif|elsif|elseif|else|when|empty)\b\s*/;

/** A condition without its word, and whether it holds. */
function withCondition(kind: TemplateTag['kind'], body: string): TemplateTag {
  if (kind !== 'condition' && kind !== 'otherwise') {
    return { kind, expression: body };
  }
  const plain = body.replace(/^[#^]/, '');
  const [whole, word] = words.exec(plain) ?? [''];
  const expression = plain.slice(whole.length);
  switch (word) {
    case 'case':
      return { kind, expression, subject: expression, holds: false };
    case 'else':
      return { kind, expression, holds: true };
    case 'if':
    case 'else if':
    case 'elif':
    case 'elsif':
    case 'elseif':
      return { kind, expression, holds: holdsForProduction(expression) };
    case 'unless': {
      const holds = holdsForProduction(expression);
      return {
        kind,
        expression,
        holds: holds === undefined ? undefined : !holds,
      };
    }
    default:
      return { kind, expression };
  }
}

/** `{% … %}` of Jinja and its kin, `%{ … }` of Terraform. */
function statementKind(body: string): TemplateTag['kind'] {
  const word = /^\w+/.exec(body)?.[0] ?? '';
  if (/^(?:if|for|unless|case|ifequal|ifnotequal)$/.test(word)) {
    return 'condition';
  }
  if (/^(?:else|elif|elsif|elseif|empty|when)$/.test(word)) return 'otherwise';
  if (word.startsWith('end')) return 'end';
  if (/^(?:include|import|extends|from)$/.test(word)) {
    return word === 'include' || word === 'extends' ? 'part' : 'nothing';
  }
  if (word === 'macro') return 'definition';
  if (word === 'set') return body.includes('=') ? 'nothing' : 'definition';
  const groups =
    /^(?:block|raw|verbatim|filter|call|with|autoescape|spaceless)$/;
  return groups.test(word) ? 'group' : 'nothing';
}

/** `{{ … }}` of Go and Handlebars, which hold statements, and of the others, which hold values. */
function goKind(body: string): TemplateTag['kind'] {
  if (/^(?:if|range|with)\s|^[#^]\w/.test(body)) return 'condition';
  if (/^else\b/.test(body)) return 'otherwise';
  if (/^end$|^\/\w/.test(body)) return 'end';
  if (/^define\s/.test(body)) return 'definition';
  if (/^block\s/.test(body)) return 'group';
  if (/^template\s|^>/.test(body)) return 'part';
  return /^\$\w+\s*:?=[^=]/.test(body) ? 'nothing' : 'value';
}

/** `<% … %>` of Ruby and its kin. */
function rubyKind(body: string): TemplateTag['kind'] {
  if (/^(?:else|elsif|when)\b|^\}\s*else\b/.test(body)) return 'otherwise';
  if (/^(?:end\b|\})/.test(body)) return 'end';
  const opens =
    /^(?:if|unless|case|for|while|until)\b/.test(body) ||
    /\bdo(?:\s*\|[^|]*\|)?$|\{(?:\s*\|[^|]*\|)?$/.test(body);
  return opens ? 'condition' : 'nothing';
}
