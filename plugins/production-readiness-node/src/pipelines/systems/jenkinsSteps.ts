/** Words that a Jenkinsfile is written in: Groovy's own, those of declarative pipelines, and steps of common plugins. */
const known = new Set(
  (
    'if else for while do switch case default try catch finally def return import new throw assert in it this super void ' +
    'class enum interface package static final private public protected boolean int long double String List Map Object ' +
    'pipeline agent any none stages stage steps script post always success failure unstable changed fixed regression ' +
    'aborted cleanup unsuccessful environment options parameters triggers tools libraries input when parallel matrix ' +
    'axes axis excludes exclude values name branch expression allOf anyOf not changeset changelog changeRequest tag ' +
    'buildingTag triggeredBy beforeAgent beforeInput beforeOptions equals environment label image args node docker ' +
    'dockerfile kubernetes yaml yamlFile defaultContainer containerTemplate containerTemplates podTemplate container ' +
    'sh bat powershell pwsh echo print println printf error sleep timeout retry dir pwd isUnix fileExists readFile ' +
    'writeFile readJSON writeJSON readYaml writeYaml readProperties readMavenPom findFiles zip unzip tar untar sha256 ' +
    'stash unstash archive archiveArtifacts archive unarchive junit xunit testng publishHTML publishCoverage cobertura ' +
    'jacoco recordIssues recordCoverage checkstyle checkout git scm svn library load evaluate properties build step ' +
    'waitUntil waitForQualityGate waitForBuild lock milestone timestamps ansiColor wrap withEnv withCredentials ' +
    'credentials usernamePassword usernameColonPassword string booleanParam choice text password file sshUserPrivateKey ' +
    'certificate withMaven withGradle withSonarQubeEnv withDockerRegistry withDockerServer withDockerContainer withAWS ' +
    'withKubeConfig withKubeCredentials withVault nodejs tool sshagent sshPublisher ansiblePlaybook emailext mail ' +
    'slackSend office365ConnectorSend hipchatSend githubNotify updateGitlabCommitStatus gitlabCommitStatus ' +
    'gitlabBuilds addGitLabMRComment currentBuild env params cron pollSCM upstream githubPush buildDiscarder logRotator ' +
    'disableConcurrentBuilds disableResume skipDefaultCheckout skipStagesAfterUnstable preserveStashes ' +
    'durabilityHint overrideIndexTriggers quietPeriod rateLimitBuilds parallelsAlwaysFailFast checkoutToSubdirectory ' +
    'catchError warnError unstable cleanWs deleteDir ws dependencyCheck dependencyCheckPublisher dependencyTrackPublisher ' +
    'snykSecurity securityScan aquaMicroscanner fingerprint setBuildName writeMavenPom mavenBuild each collect ' +
    'httpRequest s3Upload s3Download ecrLogin cfnUpdate kubernetesDeploy openshift milestone'
  ).split(' '),
);

/** Whether a word of a Jenkinsfile is Groovy's or Jenkins's own, so that it does what it says there. */
export function isOwnStep(word: string): boolean {
  return known.has(word);
}

const call =
  /^(?:(?:def|final|\w{1,40}) \w{1,60} ?= ?)?(\w{1,80}) ?(?:\(|\{|["'[]|(?<= )\w{1,60} ?: ?\S)/;
const bare = /^[a-z]\w{1,80}$/;

/** The step that a line calls, where it is none of Jenkins's own. */
export function customStepOf(line: string): string | undefined {
  const word = call.exec(line)?.[1] ?? (bare.test(line) ? line : undefined);
  if (word === undefined || isOwnStep(word) || /^\d/.test(word))
    return undefined;
  return /^\w{1,80} ?: /.test(line) ? undefined : word;
}

/** A shared library that is loaded. */
export interface SharedLibrary {
  name: string;
  version?: string;
}

/** The shared libraries that a line loads. */
export function librariesOf(line: string): SharedLibrary[] {
  const loaded =
    /^@Library ?\( ?(\[?[^)\]]{1,500})/.exec(line)?.[1] ??
    /\blibrary ?\(? ?(?:identifier: ?)?(["'][^"']{1,200})/.exec(line)?.[1];
  if (loaded === undefined) return [];
  return [
    ...loaded.matchAll(/["']([\w./-]{1,100})(?:@([\w./-]{1,100}))?/g),
  ].map(([, name, version]) => ({ name, version }));
}
