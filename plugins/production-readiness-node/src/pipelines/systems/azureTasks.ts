/** What a task runs, in the words of the command line that it wraps. */
export function taskCommand(
  task: string | undefined,
  inputs: Record<string, string>,
): string[] {
  const command = inputs.command ?? '';
  const name = (task ?? '').split('@')[0];
  switch (name) {
    case 'DotNetCoreCLI':
      return [`dotnet ${command}`];
    case 'Npm':
      return [`npm ${command === 'custom' ? inputs.customCommand : command}`];
    case 'Maven':
      return [`mvn ${inputs.goals ?? 'package'}`, ...analysis(inputs)];
    case 'Gradle':
      return [`gradle ${inputs.tasks ?? 'build'}`, ...analysis(inputs)];
    case 'VSTest':
      return ['dotnet test'];
    case 'VSBuild':
      return ['dotnet build'];
    case 'Docker':
      return command === 'buildAndPush' || command === ''
        ? ['docker build', 'docker push']
        : [`docker ${command}`];
    case 'HelmDeploy':
      return [`helm ${command} ${inputs.arguments ?? ''}`];
    case 'KubernetesManifest':
      return inputs.action === 'bake' ? [] : ['kubectl apply'];
    case 'Kubernetes':
      return [`kubectl ${command}`];
    case 'AzureCLI':
    case 'Bash':
    case 'PowerShell':
      return [
        inputs.inlineScript ??
          inputs.script ??
          inputs.scriptPath ??
          inputs.filePath ??
          '',
      ];
    case 'AzureWebApp':
    case 'AzureRmWebAppDeployment':
    case 'AzureWebAppContainer':
    case 'AzureFunctionApp':
      return ['az webapp deploy'];
    case 'AzureContainerApps':
      return ['az containerapp update'];
    case 'trivy':
      return ['trivy image'];
    case 'SonarQubeAnalyze':
    case 'SonarCloudAnalyze':
      return ['sonar-scanner'];
    case 'dependency-check-build-task':
      return ['dependency-check'];
    default:
      return [];
  }
}

/** A build runs the analysis that a task before it prepared where it is told to. */
function analysis(inputs: Record<string, string>): string[] {
  const told = inputs.sonarQubeRunAnalysis ?? inputs.sqAnalysisEnabled;
  return told?.toLowerCase() === 'true' ? ['sonar-scanner'] : [];
}
