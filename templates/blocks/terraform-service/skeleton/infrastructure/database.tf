variable "database" {
  description = "PostgreSQL: major version, size, copies, backups, and how long things are kept."
  type = object({
    engine_version              = string
    instance_class              = string
    allocated_storage_gib       = number
    max_allocated_storage_gib   = number
    multi_az                    = bool
    deletion_protection         = bool
    backup_retention_days       = number
    performance_insights_days   = number
    log_retention_days          = number
    connections_alarm_threshold = number
  })

  validation {
    condition     = var.environment != "production" || (var.database.multi_az && var.database.deletion_protection)
    error_message = "In production the database has a standby in another zone and cannot be deleted by mistake."
  }

  validation {
    condition     = var.database.backup_retention_days >= (var.environment == "production" ? 14 : 1)
    error_message = "Backups are kept for a day at least, in production for fourteen."
  }
}

# The network of the platform keeps subnets for data, which have no way out.
data "aws_subnets" "database" {
  filter {
    name   = "vpc-id"
    values = [data.aws_eks_cluster.platform.vpc_config[0].vpc_id]
  }

  filter {
    name   = "tag:Name"
    values = ["${local.platform}-database-*"]
  }
}

data "aws_sns_topic" "alarms" {
  name = "${local.platform}-alarms"
}

module "database" {
  source = "./modules/database"

  name                      = local.name
  region                    = var.region
  account_id                = var.account_id
  role_path                 = local.role_path
  vpc_id                    = data.aws_eks_cluster.platform.vpc_config[0].vpc_id
  subnet_ids                = data.aws_subnets.database.ids
  client_security_group_ids = { cluster = data.aws_eks_cluster.platform.vpc_config[0].cluster_security_group_id }
  settings                  = var.database
  alarm_topic_arn           = data.aws_sns_topic.alarms.arn
}

output "database_address" {
  description = "Host name of the database; it answers inside the network only, on port 5432 and over TLS."
  value       = module.database.address
}

output "database_secret_arn" {
  description = "The secret with the password of the administrator, which AWS makes and rotates."
  value       = module.database.secret_arn
}
