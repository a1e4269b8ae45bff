import { SourceFile } from '../repository/SourceFile';

const definition =
  /(?:^|\/)(?:clouddeploy|delivery[-_]?pipeline)[^/]*\.ya?ml$/i;

/**
 * Learns whether a delivery pipeline of Cloud Deploy takes a release through more than one target, or asks for an
 * approval: the command that creates the release deploys to the first target only.
 */
export class DeliveryStages {
  private staged = false;

  static wants(path: string): boolean {
    return /\.(?:tf|tofu)$/.test(path) || definition.test(path);
  }

  visit({ path, text }: SourceFile): void {
    const terraform = !definition.test(path);
    if (terraform && !text.includes('google_clouddeploy_')) return;
    const [stage, approval] = terraform
      ? [/^[ \t]*stages[ \t]*\{/gm, /^[ \t]*require_approval[ \t]*=[ \t]*true/m]
      : [/^[ \t]*- targetId:/gm, /^[ \t]*requireApproval:[ \t]*true/m];
    const stages = [...text.matchAll(stage)].length;
    // One stage for each target of a list, whose length stands elsewhere.
    const dynamic = terraform && /\bdynamic[ \t]+"stages"/.test(text);
    this.staged ||= dynamic || stages > 1 || approval.test(text);
  }

  /** Whether something stands between the command and production. */
  gates(script: string | undefined): boolean {
    return (
      this.staged &&
      script !== undefined &&
      /\bdeploy releases create\b/.test(script) &&
      !script.includes('--to-target')
    );
  }
}
