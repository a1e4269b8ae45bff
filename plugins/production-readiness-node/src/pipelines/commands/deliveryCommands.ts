import { backupCommands } from '../../deployment/backupCommands';
import { Purpose } from '../model';

/** Commands that publish, deploy and keep: each row is a purpose, the tool, and what tells it. */
export const deliveryCommands: Array<[Purpose, string, RegExp]> = [
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
    'cloud-run',
    /\bgcloud\b[^\n]*\brun (?:deploy|services (?:update|replace))\b/,
  ],
  [
    'deploy',
    'gcloud',
    /\bgcloud\b[^\n]*\b(?:app deploy|functions deploy|deploy releases create)\b/,
  ],
  [
    'deploy',
    'azure',
    /\baz (?:webapp (?:deploy|up|config container)|containerapp (?:up|update|create)|functionapp deploy\S*|deployment group create)\b/,
  ],
  [
    'deploy',
    'terraform',
    /\b(?:terraform|tofu|terragrunt)\b[^\n]* apply\b|\bpulumi up\b/,
  ],
  [
    'deploy',
    'platform',
    /\bfly(?:ctl)? deploy\b|\bheroku (?:container:release|deploy)\b|git push heroku\b|\bvercel\b[^\n]*--prod|\bnetlify deploy\b|\b(?:serverless|sls) deploy\b|\bcf push\b|\brailway up\b|\bfastapi deploy\b|\bkamal deploy\b|\bcap \w+ deploy\b|\bdokku\b|\boc\b[^\n|]{0,300}\s(?:apply|rollout (?:latest|restart)|start-build|new-app|replace|set image|tag)\b|\bnomad (?:job )?run\b|\bwrangler deploy\b|\bfirebase deploy\b|\bansible-playbook\b|\boctopus deploy\b|\bocto deploy-release\b/,
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
  ['backup', 'backup', backupCommands],
  [
    'migrate',
    'migration',
    /\balembic upgrade\b|\bflyway\b[^\n]*\bmigrate\b|\bliquibase\b[^\n]*\bupdate\b|\bprisma (?:migrate deploy|db push)\b|\bknex\b[^\n]*migrate|\bdb:migrate\b|\bef database update\b|\bgoose\b[^\n]* up\b|\bmigrate\b[^\n]* up\b|\bmanage\.py migrate\b|\bartisan migrate\b|\batlas migrate apply\b/,
  ],
];
