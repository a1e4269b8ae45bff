import { deploymentFacts } from '../../testing/deploymentFacts';

const database = `resource "aws_db_instance" "main" {
  engine                  = "postgres"
  backup_retention_period = 7
}
`;

describe('infrastructure code', () => {
  it('reads Terraform resources and their locked backend, with lines', async () => {
    const { of } = await deploymentFacts({
      'infra/main.tf': `terraform {
  backend "s3" {
    bucket       = "state"
    use_lockfile = true
  }
}
provider "aws" {}

${database}`,
    });
    expect(of('infrastructure')).toEqual([
      expect.objectContaining({
        kind: 'state-backend',
        resource: 's3',
        remote: true,
        locked: true,
        source: { path: 'infra/main.tf', line: 2 },
      }),
      expect.objectContaining({
        kind: 'database',
        resource: 'aws_db_instance',
        backupRetentionDays: 7,
        source: { path: 'infra/main.tf', line: 9 },
      }),
    ]);
    expect(of('traits').map(({ trait }) => trait)).toEqual([
      'owns-infrastructure',
      'persistent-data',
    ]);
  });

  it.each([
    ['no backend', 'provider "aws" {}\n', { remote: false, locked: false }],
    [
      'a local backend',
      'terraform {\n  backend "local" {}\n}\n',
      { remote: false, locked: false },
    ],
    [
      'an unlocked backend',
      'terraform {\n  backend "s3" {\n    bucket = "x"\n  }\n}\n',
      { remote: true, locked: false },
    ],
    [
      'a backend that locks itself',
      'terraform {\n  backend "gcs" {}\n}\n',
      { remote: true, locked: true },
    ],
  ])('knows %s', async (_, head, expected) => {
    const { of } = await deploymentFacts({ 'main.tf': head + database });
    expect(
      of('infrastructure').find(({ kind }) => kind === 'state-backend'),
    ).toMatchObject(expected);
  });

  it('sees a committed state file without reading it', async () => {
    const { of } = await deploymentFacts({
      'infra/terraform.tfstate': Buffer.from([0, 1]),
    });
    expect(of('infrastructure')).toEqual([
      expect.objectContaining({
        kind: 'state-file',
        remote: false,
        source: { path: 'infra/terraform.tfstate' },
      }),
    ]);
  });

  it('reads Bicep, CDK, Pulumi and Crossplane', async () => {
    const { of } = await deploymentFacts({
      'main.bicep':
        "resource db 'Microsoft.DBforPostgreSQL/flexibleServers@2023-03-01' = {\n",
      'cdk/cdk.json': '{}',
      'cdk/lib/stack.ts': "new rds.DatabaseInstance(this, 'Database', {});\n",
      'pulumi/Pulumi.yaml': 'name: x\n',
      'pulumi/index.ts': 'const b = new aws.s3.Bucket("files");\n',
      'crossplane.yaml': `apiVersion: rds.aws.upbound.io/v1beta1
kind: Instance
metadata: { name: db }
spec: { forProvider: { backupRetentionPeriod: 14 } }
`,
    });
    expect(
      of('infrastructure').map(({ tool, kind, name }) => [tool, kind, name]),
    ).toEqual([
      ['cdk', 'database', 'Database'],
      ['crossplane', 'database', 'db'],
      ['bicep', 'database', 'db'],
      ['pulumi', 'bucket', 'files'],
    ]);
  });

  it('gives a gap for what is no HCL', async () => {
    const { gaps } = await deploymentFacts({ 'main.tf': 'resource "a" {{{' });
    expect(gaps).toContainEqual({
      collection: 'infrastructure',
      reason: 'main.tf could not be parsed as HCL.',
      source: { path: 'main.tf' },
    });
  });
});
