import { deploymentFacts } from '../../testing/deploymentFacts';

const database = `variable "days" { default = 0 }

resource "aws_db_instance" "main" {
  backup_retention_period = var.days
}
`;

describe('values of Terraform that are encrypted', () => {
  it('leave open what they may set, and nothing else', async () => {
    const { of, gaps } = await deploymentFacts({
      'infra/main.tf': database,
      'infra/terraform.tfvars': Buffer.from('\0GITCRYPT\0\u0001\u0002'),
      'letters/welcome.txt': Buffer.from('\0GITCRYPT\0\u0001\u0002'),
    });
    expect(gaps).toEqual([]);
    const [found] = of('infrastructure').filter(
      ({ kind }) => kind === 'database',
    );
    expect(found.backupRetentionDays).toBeUndefined();
    expect(found.unresolved).toEqual({
      backupRetentionDays: 'var.days, set in infra/terraform.tfvars',
    });
  });

  it('do not keep a default from counting that they do not serve', async () => {
    const { of } = await deploymentFacts({
      'infra/main.tf': database,
      'other/main.tf': 'provider "aws" {}\n',
      'other/terraform.tfvars': Buffer.from('\0GITCRYPT\0'),
    });
    const [found] = of('infrastructure').filter(
      ({ kind }) => kind === 'database',
    );
    expect(found.backupRetentionDays).toBe(0);
  });
});
