import { FoundPlatform, FoundWorkload, Origin } from '../deployment/model';
import { first } from '../infrastructure/hclValues';

/** A resource of Terraform whose values are settled as far as they can be. */
export interface TerraformBlock {
  type: string;
  /** The name that other blocks refer to it by. */
  label: string;
  /** The address of its module with a dot at its end; '' for one of the folder that is run. */
  prefix: string;
  content: Record<string, unknown>;
  path: string;
  line: number;
  origin: Origin;
}

/** Whether an expression refers to a block, such as `module.orders.aws_ecs_service.main.name`. */
export function isReferenceTo(
  expression: string,
  { type, label, prefix }: TerraformBlock,
): boolean {
  const address = `${prefix}${type}.${label}`;
  const at = expression.indexOf(address);
  if (at < 0) return false;
  const before = expression[at - 1] ?? ' ';
  const after = expression[at + address.length] ?? ' ';
  return !/[\w.-]/.test(before) && !/[\w-]/.test(after);
}

/** What blocks say of workloads and of what the platform does for them. */
export interface DefinedWorkloads {
  workloads: FoundWorkload[];
  platform: FoundPlatform[];
}

/** A nested block, or the token of the expression on which it depends whether it is there. */
export function nested(
  block: unknown,
  ...keys: string[]
): Record<string, unknown> | string | undefined {
  let found: unknown = block;
  for (const key of keys) {
    const content = first(found);
    if (content === undefined) break;
    found = Object.hasOwn(content, key) ? content[key] : undefined;
  }
  return typeof found === 'string' ? found : first(found);
}
