import { FactOf } from '@goldenpath/backstage-plugin-production-readiness-common';
import { SourceFile } from '../repository/SourceFile';
import { isAzureTemplate } from './azureTemplate';

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

/** The settings of a file of Bicep or Terraform, of a template or of YAML that refer to Key Vault. */
export function keyVaultReferences(file: SourceFile): Infrastructure[] {
  if (!file.text.includes('@Microsoft.KeyVault(')) return [];
  const { path, lines } = file;
  const tool = toolOf(file);
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

/** What a file that is no program is written for. */
function toolOf(file: SourceFile): string {
  if (/\.(?:tf|tofu|hcl)$/.test(file.path)) return 'terraform';
  if (file.path.endsWith('.bicep')) return 'bicep';
  return isAzureTemplate(file) ? 'arm' : 'yaml';
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
