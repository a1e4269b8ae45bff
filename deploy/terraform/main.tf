# What the portal needs beside the cluster: PostgreSQL. The module is that of the golden path aws-platform.
locals {
  name = "golden-path-${var.environment}"
}

module "database" {
  source = "./modules/database"

  name                      = local.name
  region                    = var.region
  account_id                = var.account_id
  role_path                 = "/golden-path/"
  vpc_id                    = var.vpc_id
  subnet_ids                = var.subnet_ids
  client_security_group_ids = { cluster = var.cluster_security_group_id }
  settings                  = var.database
  alarm_topic_arn           = var.alarm_topic_arn
}

output "postgres_host" {
  description = "POSTGRES_HOST of the chart; it answers inside the network only, on port 5432 and over TLS."
  value       = module.database.address
}

output "postgres_secret_arn" {
  description = "The secret with the administrator's password, which AWS makes and rotates."
  value       = module.database.secret_arn
}
