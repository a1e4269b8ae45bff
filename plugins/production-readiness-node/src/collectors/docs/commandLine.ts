const commands = new Set(
  (
    'npm yarn pnpm npx node docker docker-compose podman make go mvn ./mvnw gradle ./gradlew python python3 pip uv poetry pipenv ' +
    'uvicorn flask gunicorn dotnet bundle rails ruby rake cargo kubectl helm kustomize skaffold tilt terraform aws gcloud az ' +
    'git curl bin/rails bin/dev bin/setup ./bin/dev java sbt bazel just task devspace minikube kind argocd flux ' +
    'psql pg_restore pg_dump kubectl-argo-rollouts php composer artisan mix iex bun deno heroku fly flyctl eb serverless sls cdk pulumi nx turbo'
  ).split(' '),
);

/** Whether a line of code starts with a command that people type. */
export function isCommandLine(line: string): boolean {
  let text = line.trim();
  for (const prompt of ['$ ', '> ', '# ', '% ', 'sudo ']) {
    if (text.startsWith(prompt)) text = text.slice(prompt.length);
  }
  const words = text.split(/\s+/);
  const first = words.find(word => !/^[A-Z][A-Z0-9_]*=/.test(word)) ?? '';
  return (
    commands.has(first) ||
    (first.startsWith('./') && first.length > 2) ||
    first.endsWith('.sh')
  );
}
