import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { execute, Executed } from './execute';

const provider = 'registry.terraform.io/hashicorp/aws/5.100.0';

// Where Terraform itself looks for plugins, and what stands beside it in /opt.
function mirrors(): string[] {
  const opt = existsSync('/opt') ? readdirSync('/opt') : [];
  return [
    process.env.TERRAFORM_PLUGIN_DIR ?? '',
    join(homedir(), '.terraform.d/plugins'),
    '/usr/local/share/terraform/plugins',
    '/usr/share/terraform/plugins',
    ...opt.map(name => join('/opt', name)),
  ];
}

/** The folder that Terraform's plugins are in, where there is one. */
export const pluginDirectory = mirrors().find(
  folder => folder && existsSync(join(folder, provider)),
);

/** Why nothing of Terraform can be run here; undefined when it can. */
export function terraformIsMissing(): string | undefined {
  if (spawnSync('terraform', ['version']).status !== 0) {
    return 'terraform is not installed';
  }
  return pluginDirectory
    ? undefined
    : `no plugin directory holds ${provider}; TERRAFORM_PLUGIN_DIR may name one`;
}

/** Runs Terraform in a folder. */
export function terraform(
  directory: string,
  ...args: string[]
): Promise<Executed> {
  return execute('terraform', args, { cwd: directory, timeoutMs: 240_000 });
}

/** Prepares a folder without its backend, with exactly the providers that its lock names. */
export function initTerraform(directory: string): Promise<Executed> {
  return terraform(
    directory,
    'init',
    '-backend=false',
    '-input=false',
    '-lockfile=readonly',
    `-plugin-dir=${pluginDirectory}`,
  );
}
