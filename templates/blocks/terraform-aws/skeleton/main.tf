locals {
  name = "${var.name}-${var.environment}"

  # Roles have a path of their own, so that the pipeline's rights end there.
  role_path = "/${var.name}/"
}

module "network" {
  source = "./modules/network"

  name               = local.name
  region             = var.region
  account_id         = var.account_id
  role_path          = local.role_path
  cidr               = var.network.cidr
  zone_count         = var.network.zone_count
  nat_per_zone       = var.network.nat_per_zone
  log_retention_days = var.network.log_retention_days
  alarm_topic_arn    = aws_sns_topic.alarms.arn
}

module "cluster" {
  source = "./modules/cluster"

  name               = local.name
  region             = var.region
  account_id         = var.account_id
  role_path          = local.role_path
  kubernetes_version = var.cluster.version
  vpc_id             = module.network.vpc_id
  subnet_ids         = module.network.private_subnet_ids
  admin_role_arns    = var.cluster.admin_role_arns
  api_client_cidrs   = var.cluster.api_client_cidrs
  log_retention_days = var.cluster.log_retention_days
  nodes              = var.cluster.nodes
  alarm_topic_arn    = aws_sns_topic.alarms.arn
}

# A service's role, for the service account of its name in the namespace of its name and environment.
module "service" {
  source   = "./modules/service-role"
  for_each = var.services

  name              = "${each.key}-${var.environment}"
  path              = local.role_path
  oidc_provider_arn = module.cluster.oidc_provider_arn
  oidc_issuer       = module.cluster.oidc_issuer
  namespace         = "${each.key}-${var.environment}"
  service_account   = each.key

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid    = "ReadOwnSecrets"
      Effect = "Allow"
      Action = ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"]
      # Secrets Manager ends the name of each secret with six characters of its own.
      Resource = "arn:aws:secretsmanager:${var.region}:${var.account_id}:secret:${each.key}/${var.environment}-??????"
    }]
  })
}
