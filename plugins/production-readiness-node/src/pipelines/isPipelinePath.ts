const patterns = [
  /^\.github\/workflows\/[^/]+\.ya?ml$/,
  /(?:^|\/)\.gitlab-ci[^/]*\.ya?ml$/,
  /^\.gitlab\/[^\n]+\.ya?ml$/,
  /(?:^|\/)Jenkinsfile[^/]*$/,
  /^\.circleci\/[^/]+\.ya?ml$/,
  /(?:^|\/)azure[-_]?pipelines?[^/]*\.ya?ml$/,
  /^\.(?:azure(?:-pipelines|-?devops)?|devops)\/[^\n]+\.ya?ml$/,
  /^\.?pipelines?\/[^\n]+\.ya?ml$/,
  /^\.travis\.ya?ml$/,
  /^bitbucket-pipelines\.ya?ml$/,
  /^\.drone\.ya?ml$/,
  /^\.buildkite\/[^/]+\.ya?ml$/,
  /^\.woodpecker(?:\/[^/]+)?\.ya?ml$/,
  /(?:^|\/)cloudbuild[^/]*\.ya?ml$/,
  /\.cloudbuild\.ya?ml$/,
  /(?:^|\/)cloudbuild\/[^\n]+\.ya?ml$/,
  /(?:^|\/)buildspec[^/]*\.ya?ml$/,
  /^\.tekton\/[^/]+\.ya?ml$/,
  /^appveyor\.ya?ml$/,
];

/** Whether a path is where a pipeline's definition stands. */
export function isPipelinePath(path: string): boolean {
  return patterns.some(pattern => pattern.test(path));
}
