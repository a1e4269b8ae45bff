import { Purpose } from './model';

/** What well-known actions, orbs and tasks do. Inputs can add to it or be required. */
export const knownActions: Array<{
  name: RegExp;
  purposes: Purpose[];
  tool: string;
}> = [
  {
    name: /^docker\/(?:build-push-action|bake-action)\b/,
    purposes: ['build'],
    tool: 'docker',
  },
  {
    name: /kaniko|buildah-build|^redhat-actions\/buildah|docker-build-push/i,
    purposes: ['build'],
    tool: 'docker',
  },
  {
    name: /^golangci\/golangci-lint-action|super-linter|pre-commit\/action|hadolint|ruff-action|reviewdog|stefanzweifel\/.*lint|biomejs|wagoid|chartboost\/ruff|psf\/black|action-validator|ludeeus\/action-shellcheck/i,
    purposes: ['lint'],
    tool: 'lint',
  },
  {
    name: /^dflook\/(?:terraform|tofu)-(?:validate|fmt-check)\b|^reviewdog\/action-tflint/i,
    purposes: ['lint'],
    tool: 'terraform',
  },
  {
    name: /^dflook\/(?:terraform|tofu)-test\b/i,
    purposes: ['test'],
    tool: 'terraform',
  },
  {
    name: /^dflook\/(?:terraform|tofu)-apply\b/i,
    purposes: ['deploy'],
    tool: 'terraform',
  },
  {
    name: /checkov-action|tfsec(?:-pr-commenter|-sarif)?-action|terrascan-action|kics-github-action/i,
    purposes: ['scan'],
    tool: 'terraform',
  },
  {
    name: /trivy-action|aquasecurity\/trivy/i,
    purposes: ['scan'],
    tool: 'trivy',
  },
  { name: /anchore\/scan-action|grype/i, purposes: ['scan'], tool: 'grype' },
  { name: /snyk/i, purposes: ['scan'], tool: 'snyk' },
  {
    name: /codeql-action\/(?:analyze|autobuild)|codeql/i,
    purposes: ['scan'],
    tool: 'codeql',
  },
  {
    name: /dependency-review-action/i,
    purposes: ['scan'],
    tool: 'dependency-review',
  },
  { name: /dependency-check/i, purposes: ['scan'], tool: 'owasp' },
  { name: /semgrep|returntocorp/i, purposes: ['scan'], tool: 'semgrep' },
  {
    name: /sonar(?:source|cloud|qube)(?!(?:prepare|publish)(?:@|$))/i,
    purposes: ['scan'],
    tool: 'sonar',
  },
  {
    name: /veracode|checkmarx|fortify|docker\/scout-action|osv-scanner|govulncheck|gosec|brakeman|bundler-audit|pip-audit|pypa\/gh-action-pip-audit|audit-check|cargo-deny|whitesource|blackduck|synopsys|prisma-cloud|twistlock|sysdig\w*\/scan|zaproxy\/action|bearer|horusec|owasp/i,
    purposes: ['scan'],
    tool: 'scan',
  },
  {
    name: /anchore\/sbom-action|cyclonedx|spdx|actions\/attest-sbom|sbom/i,
    purposes: ['sbom'],
    tool: 'sbom',
  },
  // It makes an SBOM, signs the image and attests both, without being told to.
  {
    name: /^nais\/docker-build-push\b/i,
    purposes: ['push', 'sbom', 'sign', 'provenance'],
    tool: 'docker-build-push',
  },
  {
    name: /attest-build-provenance|slsa-github-generator|^actions\/attest\b/i,
    purposes: ['provenance'],
    tool: 'provenance',
  },
  {
    name: /azure\/(?:k8s-deploy|webapps-deploy|container-apps-deploy-action|functions-action)/i,
    purposes: ['deploy'],
    tool: 'azure',
  },
  {
    name: /amazon-ecs-deploy-task-definition|aws-cloudformation-github-deploy|aws-lambda-deploy|beanstalk-deploy|codedeploy/i,
    purposes: ['deploy'],
    tool: 'aws',
  },
  {
    name: /google-github-actions\/(?:deploy-\w+|create-cloud-deploy-release)/i,
    purposes: ['deploy'],
    tool: 'gcloud',
  },
  { name: /nais\/deploy/i, purposes: ['deploy'], tool: 'nais' },
  {
    name: /flyctl-actions|heroku-deploy|vercel-action|netlify|cloudflare\/wrangler|railway|render-deploy|koyeb|digitalocean\/app_action|superfly/i,
    purposes: ['deploy'],
    tool: 'platform',
  },
  {
    // A task of Azure that runs any command of Helm is told apart by that.
    name: /(?!HelmDeploy(?:@|$))(?:helm|kubernetes|k8s|kustomize|argocd|kube|openshift)[\w./-]*deploy|deploy[\w./-]*(?:helm|kubernetes|k8s|argocd|openshift|ecs|cloud-?run)|kodermax\/kubectl|redhat-actions\/oc-new-app|actions-hub\/kubectl|octopusdeploy\/(?:deploy|create)-release/i,
    purposes: ['deploy'],
    tool: 'kubernetes',
  },
  // The orbs of CircleCI, where their names do not say it.
  {
    name: /^(?:aws-ecs|ecs)\/(?:update-service|deploy)|^kubernetes\/(?:create-or-update|update-container-image|rollout)|^aws-eks\/update-container-image|^helm\/(?:upgrade|install)-helm-chart|^argocd\/app[-_]sync|^terraform\/apply/,
    purposes: ['deploy'],
    tool: 'orb',
  },
  {
    name: /^(?:cypress|playwright)\/run/,
    purposes: ['test'],
    tool: 'orb',
  },
  { name: /appleboy\/ssh-action/i, purposes: [], tool: 'ssh' },
  {
    name: /^(?:GradleBuild|Gradle|Maven|DotNetCoreCLI|VSBuild|Npm|Docker|KubernetesManifest|HelmDeploy|AzureWebApp|AzureRmWebAppDeployment|AzureContainerApps|AzureFunctionApp|VSTest|Kubernetes|AzureCLI|TrivyTask|trivy|SonarQubeAnalyze|SonarCloudAnalyze|dependency-check-build-task)@/i,
    purposes: [],
    tool: 'azure',
  },
];
