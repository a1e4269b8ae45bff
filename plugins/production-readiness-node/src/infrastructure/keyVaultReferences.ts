import { FactOf } from '@goldenpath/backstage-plugin-production-readiness-common';
import { SourceFile } from '../repository/SourceFile';

type Infrastructure = FactOf<'infrastructure'>;

/**
 * What the value of a setting of App Service starts with when Azure is to take it from Key Vault.
 * https://learn.microsoft.com/azure/app-service/app-service-key-vault-references
 */
const reference = /@Microsoft\.KeyVault\((?:SecretUri|VaultName)=/i;
/** The name before a value, whichever of `name: 'X', value: '@…` and `X = "@…` it is. */
const name =
  /(?:name['"]?\s*[:=]\s*['"]([\w.:-]{1,100})['"]|([\w.:-]{1,100})['"]?\s*[:=])[^:=]{0,40}$/i;
const longestLine = 2_000;

/** Whether a file may hold such a setting. */
export function mayReferToKeyVault(text: string): boolean {
  return text.includes('@Microsoft.KeyVault(');
}

/**
 * The settings of a file of Bicep, of a template or of YAML that refer to Key Vault.
 * @param tool - what the file is written for
 */
export function keyVaultReferences(
  tool: string,
  { path, lines }: Pick<SourceFile, 'path' | 'lines'>,
): Infrastructure[] {
  const found: Infrastructure[] = [];
  let isComment = false;
  for (const [index, line] of lines.entries()) {
    const wasComment = isComment;
    isComment = endsInComment(tool, line, isComment);
    const at = line.length > longestLine ? -1 : line.search(reference);
    if (at < 0 || wasComment) continue;
    const before = line.slice(0, at);
    if (isAfterComment(tool, before)) continue;
    const named = name.exec(before.replace(/,?\s*['"]?value['"]?\s*[:=]/i, ''));
    found.push({
      source: { path, line: index + 1 },
      tool,
      kind: 'secret',
      resource: '@Microsoft.KeyVault',
      name: named?.[1] ?? named?.[2] ?? 'setting',
      facets: ['reference'],
    });
  }
  return found;
}

/** `https://` starts none. */
function isAfterComment(tool: string, before: string): boolean {
  if (tool === 'bicep') return /(?:^|[^:'])\/\//.test(before);
  if (tool === 'arm') return false;
  return /(?:^|\s)#|^\s*\/\//.test(before);
}

function endsInComment(tool: string, line: string, inside: boolean): boolean {
  if (tool !== 'bicep' && tool !== 'terraform') return false;
  const [opened, closed] = [line.lastIndexOf('/*'), line.lastIndexOf('*/')];
  if (opened < 0 && closed < 0) return inside;
  return opened > closed;
}
