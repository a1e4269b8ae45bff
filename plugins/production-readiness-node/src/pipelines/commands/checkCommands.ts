import { Purpose } from '../model';

/** Commands that build and check: each row is a purpose, the tool, and what tells it. */
export const checkCommands: Array<[Purpose, string, RegExp]> = [
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
    /\bsyft\b(?! version)|\bdocker sbom\b|\bcdxgen\b|\bcyclonedx\w*\b|\bspdx-sbom\b|\bbom generate\b|--sbom\b(?![= ](?:false|none)\b)|\battest:sbom\b|--attest(?:=|\s)type=sbom\b|\btrivy\b[^\n]*(?:cyclonedx|spdx)/i,
  ],
  [
    'sbom',
    'ko',
    // It attaches one to what it pushes, unless it is told not to.
    /\bko (?:build|publish|resolve|apply)\b(?![^\n]*(?:--sbom[= ]none|--local\b|ko\.local| -L\b))/,
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
];
