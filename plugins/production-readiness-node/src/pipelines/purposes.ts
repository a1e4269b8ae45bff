import { Purpose } from './model';
import { plainCommand } from './plainCommand';

/** What commands do. A command can do several of these; each row is a purpose, the tool, and what tells it. */
const commands: Array<[Purpose, string, RegExp]> = [
  [
    'test',
    'npm',
    /\b(?:npm|pnpm|yarn|bun) (?:t|test|tests)(?::[\w:-]+)?(?=$|[\s;&|"'])/,
  ],
  ['test', 'npm', /\b(?:nx|turbo|lerna)\b[^\n]*\btest\b/],
  [
    'test',
    'jest',
    /\b(?:jest|vitest|mocha|ava|karma start|cypress run|playwright test|wdio)\b(?! install)/,
  ],
  ['test', 'node', /\bnode\b[^\n]* --test\b/],
  ['test', 'skaffold', /\bskaffold test\b/],
  [
    'test',
    'pytest',
    /\bpytest\b|\bpy\.test\b|-m unittest\b|\btox\b|\bnox\b|manage\.py test\b/,
  ],
  ['test', 'go', /\bgo test\b|\bgotestsum\b|\bginkgo\b/],
  [
    'test',
    'maven',
    /\bmvnw?\b(?![^\n]*-DskipTests)(?![^\n]*-Dmaven\.test\.skip)[^\n]*\b(?:test|verify|install|package|deploy)\b/,
  ],
  [
    'test',
    'gradle',
    /\bgradlew?\b(?![^\n]* -x test\b)[^\n]*\b(?:test|check|build|\w+Test)\b/,
  ],
  ['test', 'dotnet', /\bdotnet (?:test|vstest)\b/],
  [
    'test',
    'rspec',
    /\brspec\b|\brails test\b|\brake (?:test|spec)\b|\bminitest\b/,
  ],
  ['test', 'cargo', /\bcargo (?:test|nextest)\b/],
  ['test', 'php', /\bphpunit\b|\bpest\b|artisan test\b/],
  [
    'test',
    'other',
    /\b(?:deno|mix|swift|sbt|lein|flutter|dart) test\b|\bctest\b|\bbazel test\b/,
  ],
  [
    'test',
    'terraform',
    /\b(?:terraform|tofu|terragrunt)(?: -\S+| run-all| run)* test(?=$|[\s;&|"'])/,
  ],
  [
    'test',
    'make',
    /\b(?:make|just|task|mise(?: run| r)?|deno task|composer|rake|poe|hatch run|pdm|pipenv run)\b (?:unit-?|integration-?)?(?:test|tests|check)\b/,
  ],
  ['build', 'npm', /\b(?:npm|pnpm|yarn|bun) build(?::[\w:-]+)?(?=$|[\s;&|"'])/],
  [
    'build',
    'npm',
    /\b(?:nx|turbo|lerna)\b[^\n]*\bbuild\b|\b(?:vite|webpack|next|nuxt|ng|rollup|esbuild) build\b|\bwebpack\b|\btsc\b(?![^\n]*--noEmit)/,
  ],
  ['build', 'go', /\bgo (?:build|install)\b|\bgoreleaser\b/],
  [
    'build',
    'maven',
    /\bmvnw?\b[^\n]*\b(?:compile|package|verify|install|deploy)\b/,
  ],
  [
    'build',
    'gradle',
    /\bgradlew?\b[^\n]*\b(?:assemble|build|bootJar|jar|shadowJar|bootBuildImage|installDist)\b/,
  ],
  ['build', 'dotnet', /\bdotnet (?:build|publish|pack)\b|\bmsbuild\b/],
  [
    'build',
    'docker',
    /\bdocker(?:-compose| compose| buildx)? (?:build|bake)\b|\bbuildah (?:bud|build)\b|\bpodman build\b|\bkaniko\b|\/executor\b|\bbuildctl(?:-daemonless\.sh)? build\b|\bpack build\b|\bko (?:build|publish)\b/,
  ],
  ['build', 'skaffold', /\bskaffold (?:build|run)\b/],
  [
    'build',
    'other',
    /\bcargo build\b|\bpython -m build\b|\bpoetry build\b|\buv build\b|\bbazel build\b|\bassets:precompile\b/,
  ],
  [
    'build',
    'make',
    /\b(?:make|just|task|mise(?: run| r)?|deno task|composer|rake|poe|hatch run|pdm|pipenv run)\b (?:build|compile|image|docker)\b/,
  ],
  [
    'lint',
    'npm',
    /\b(?:npm|pnpm|yarn|bun) (?:lint|typecheck|type-check|check-types|format:check|prettier)(?::[\w:-]+)?\b/,
  ],
  [
    'lint',
    'javascript',
    /\beslint\b|\bprettier\b[^\n]*(?:--check|-c)\b|\bbiome\b|\btsc\b[^\n]*--noEmit|\bstylelint\b/,
  ],
  [
    'lint',
    'python',
    /\bruff\b|\bflake8\b|\bpylint\b|\bmypy\b|\bpyright\b|\bblack\b[^\n]*--check|\bisort\b[^\n]*--check|\bprek run\b/,
  ],
  ['lint', 'go', /\bgolangci-lint\b|\bgo vet\b|\bstaticcheck\b|\bgofmt\b/],
  [
    'lint',
    'jvm',
    /\bktlint\w*\b|\bdetekt\b|\bcheckstyle\w*\b|\bspotless\w*\b|\bpmd\w*\b/,
  ],
  [
    'lint',
    'terraform',
    /\b(?:terraform|tofu|terragrunt)(?: -\S+| run-all| run| hcl)* (?:validate\b|(?:hcl)?fmt\b[^\n]* -{1,2}(?:terragrunt-)?check\b)|(?<!install )\btflint\b(?! --(?:init|version))|\bconftest (?:test|verify)\b/,
  ],
  [
    'lint',
    'other',
    /\brubocop\b|\bdotnet format\b|\bhadolint\b|\bshellcheck\b|\bhelm lint\b|\bcargo (?:clippy|fmt)\b|\bpre-commit run\b|\bphpstan\b|\bactionlint\b/,
  ],
  [
    'lint',
    'make',
    /\b(?:make|just|task|mise(?: run| r)?|deno task|composer|rake|poe|hatch run|pdm|pipenv run)\b (?:lint|vet|fmt-check|format-check)\b/,
  ],
  [
    'scan',
    'npm audit',
    /\b(?:npm|pnpm|yarn|bun)(?: npm)? audit\b|\bbetter-npm-audit\b|\baudit-ci\b/,
  ],
  ['scan', 'pip-audit', /\bpip-audit\b|\bsafety (?:check|scan)\b|\bbandit\b/],
  ['scan', 'trivy', /\btrivy\b(?![^\n]*--version)/],
  ['scan', 'grype', /\bgrype\b/],
  [
    'scan',
    'terraform',
    /\btfsec\b|(?<!install )\bcheckov\b|\bterrascan scan\b|\bkics scan\b|\bregula run\b/,
  ],
  ['scan', 'snyk', /\bsnyk (?:test|container|code|monitor)\b/],
  [
    'scan',
    'owasp',
    /dependency-check\b|dependencyCheck\w+|\bzap-(?:baseline|full-scan|api-scan)\b/,
  ],
  ['scan', 'codeql', /\bcodeql (?:database|analyze)\b/],
  ['scan', 'semgrep', /\bsemgrep\b|\bopengrep\b/],
  [
    'scan',
    'sonar',
    /\bsonar-scanner\b|\bsonar:sonar\b|\bsonarqube\b(?=$|\s)|\bdotnet-?sonarscanner\b/,
  ],
  ['scan', 'go', /\bgovulncheck\b|\bgosec\b|\bnancy\b/],
  ['scan', 'ruby', /\bbrakeman\b|\bbundler?[- ]audit\b/],
  ['scan', 'dotnet', /\bdotnet list\b[^\n]*--vulnerable/],
  [
    'scan',
    'other',
    /\bosv-scanner\b|\bdocker scout (?:cves|quickview|recommendations)\b|\bcargo (?:audit|deny)\b|\bveracode\b|\bcheckmarx\b|\bcx scan\b|\btwistcli\b|\bfortify\b|\bwhitesource\b|\bmend\b scan|\bdetect\.sh\b|\banchore-cli\b|\bclairctl?\b|\bcomposer audit\b/,
  ],
  [
    'sbom',
    'syft',
    /\bsyft\b(?! version)|\bdocker sbom\b|\bcdxgen\b|\bcyclonedx\w*\b|\bspdx-sbom\b|\bbom generate\b|--sbom(?:=true|\b(?!=false))|\battest:sbom\b|--attest(?:=|\s)type=sbom\b|\btrivy\b[^\n]*(?:cyclonedx|spdx)/i,
  ],
  [
    'sign',
    'cosign',
    /\bcosign sign\b(?!-blob --help)|\bnotation sign\b|\bdocker trust sign\b/,
  ],
  [
    'provenance',
    'cosign',
    /\bcosign attest\b|--provenance(?:=(?!false)\S+|\b(?!=))|--attest(?:=|\s)type=provenance|\battest:provenance\b|\bgh attestation\b/,
  ],
  [
    'push',
    'docker',
    /\bdocker(?:-compose| compose)? (?:image )?push\b|\bdocker buildx build\b[^\n]*--push\b|\bpodman push\b|\bbuildah push\b|\bcrane (?:push|copy)\b|\bskopeo copy\b|\bko (?:publish|build)\b|\bjib:build\b|\bjib\b(?=$|\s)/,
  ],
  [
    'deploy',
    'helm',
    /\bhelm(?:\.exe)? (?:upgrade|install)\b|\bhelmfile\b[^\n]*\b(?:apply|sync)\b|\bhelm-?secrets? upgrade\b/,
  ],
  [
    'deploy',
    'kubectl',
    /\bkubectl\b[^\n|]*\b(?:apply|set image|rollout restart|replace|create deployment)\b/,
  ],
  [
    'deploy',
    'gitops',
    /\bargocd app (?:sync|set)\b|\bflux reconcile\b|\bkustomize edit set image\b|\bkpt live apply\b/,
  ],
  ['deploy', 'skaffold', /\bskaffold (?:run|deploy|apply)\b/],
  [
    'deploy',
    'aws',
    /\baws (?:ecs (?:update-service|deploy)|deploy create-deployment|lambda update-function-code|elasticbeanstalk (?:update|create)\S*|cloudformation (?:deploy|create-stack|update-stack)|apprunner (?:start|update)\S*)|\becs-deploy\b|\bcopilot (?:svc )?deploy\b|\bsam deploy\b|\bcdk deploy\b|\beb deploy\b/,
  ],
  [
    'deploy',
    'gcloud',
    /\bgcloud\b[^\n]*\b(?:run (?:deploy|services (?:update|replace))|app deploy|functions deploy|deploy releases create)\b/,
  ],
  [
    'deploy',
    'azure',
    /\baz (?:webapp (?:deploy|up|config container)|containerapp (?:up|update|create)|functionapp deploy\S*|deployment group create|aks)\b/,
  ],
  [
    'deploy',
    'terraform',
    /\b(?:terraform|tofu|terragrunt)\b[^\n]* apply\b|\bpulumi up\b/,
  ],
  [
    'deploy',
    'platform',
    /\bfly(?:ctl)? deploy\b|\bheroku (?:container:release|deploy)\b|git push heroku\b|\bvercel\b[^\n]*--prod|\bnetlify deploy\b|\b(?:serverless|sls) deploy\b|\bcf push\b|\brailway up\b|\bfastapi deploy\b|\bkamal deploy\b|\bcap \w+ deploy\b|\bdokku\b|\boc (?:apply|rollout|start-build|new-app)\b|\bnomad (?:job )?run\b|\bwrangler deploy\b|\bfirebase deploy\b|\bansible-playbook\b|\boctopus deploy\b|\bocto deploy-release\b/,
  ],
  ['deploy', 'docker', /\bdocker stack deploy\b|\bssh\b[^\n]*docker/],
  [
    'smoke',
    'smoke',
    /\bsmoke\b|\bskaffold verify\b|\bk6 run\b|\bnewman run\b|\bcurl\b[^\n]*(?:\/health|\/ready|\/_healthz|\/livez|\/ping|\/status)\b/i,
  ],
  [
    'rollback',
    'helm',
    /\bhelm rollback\b|\bhelm\b[^\n]*(?:--atomic|--rollback-on-failure|--cleanup-on-fail)\b/,
  ],
  [
    'rollback',
    'kubectl',
    /\bkubectl\b[^\n]*\brollout undo\b|\bargo rollouts (?:abort|undo)\b|\bkubectl-argo-rollouts (?:abort|undo)\b/,
  ],
  [
    'rollback',
    'other',
    /\bargocd app rollback\b|--auto-rollback-configuration|\bheroku (?:releases:)?rollback\b|\bflux resume\b[^\n]*rollback|\brollback\.sh\b|\bcap \w+ deploy:rollback\b|\bkamal rollback\b/,
  ],
  [
    'migrate',
    'migration',
    /\balembic upgrade\b|\bflyway\b[^\n]*\bmigrate\b|\bliquibase\b[^\n]*\bupdate\b|\bprisma (?:migrate deploy|db push)\b|\bknex\b[^\n]*migrate|\bdb:migrate\b|\bef database update\b|\bgoose\b[^\n]* up\b|\bmigrate\b[^\n]* up\b|\bmanage\.py migrate\b|\bartisan migrate\b|\batlas migrate apply\b/,
  ],
];

const longestCommand = 1_000;
const longestScript = 100_000;

/** What a script does, and by which tools. Comments and what is only printed do not count. */
export function purposesOfScript(
  script: string,
): Array<{ purpose: Purpose; tool: string }> {
  const found = new Map<string, { purpose: Purpose; tool: string }>();
  for (const line of commandLines(script)) {
    for (const [purpose, tool, pattern] of commands) {
      if (!found.has(purpose) && pattern.test(line)) {
        found.set(purpose, { purpose, tool });
      }
    }
  }
  return [...found.values()];
}

/** The commands of a script, one to a line: joined where a line goes on, without comments and output. */
export function commandLines(script: string): string[] {
  return script
    .slice(0, longestScript)
    .replace(/\\\r?\n/g, ' ')
    .split('\n')
    .map(line => plainCommand(line.trim().slice(0, longestCommand)))
    .filter(
      line =>
        line !== '' &&
        !line.startsWith('#') &&
        !/^(?:echo|printf|Write-Host)\b(?![^|]*\|)/.test(line),
    );
}
