import { deploymentFacts } from '../../testing/deploymentFacts';

const database = `variable "days" { default = 0 }

resource "aws_db_instance" "main" {
  backup_retention_period = var.days
}
`;

async function daysWith(files: Record<string, string>) {
  const { of } = await deploymentFacts({ 'infra/main.tf': database, ...files });
  const [found] = of('infrastructure').filter(
    ({ kind }) => kind === 'database',
  );
  return { days: found.backupRetentionDays, unresolved: found.unresolved };
}

describe('values of Terraform that are written as JSON', () => {
  it('count as those of production', async () => {
    expect(
      await daysWith({
        'infra/workspace_variables/production.tfvars.json': '{ "days": 30 }',
        'infra/workspace_variables/review.tfvars.json': '{ "days": 1 }',
      }),
    ).toMatchObject({ days: 30 });
    expect(
      await daysWith({ 'infra/prod.auto.tfvars.json': '{ "days": 7 }' }),
    ).toMatchObject({ days: 7 });
  });

  it('leave open what they may set where they are no JSON', async () => {
    expect(
      await daysWith({ 'infra/production.tfvars.json': 'days = 30' }),
    ).toEqual({
      days: undefined,
      unresolved: {
        backupRetentionDays: 'var.days, set in infra/production.tfvars.json',
      },
    });
  });
});
