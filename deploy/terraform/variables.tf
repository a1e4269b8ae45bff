variable "environment" {
  description = "The environment, as in environments/*.tfvars."
  type        = string

  validation {
    condition     = contains(["staging", "production"], var.environment)
    error_message = "The environment must be staging or production."
  }
}

variable "region" {
  description = "The AWS region."
  type        = string
  default     = "eu-central-1"
}

variable "account_id" {
  description = "The AWS account of the environment: twelve digits. Nothing is changed in any other."
  type        = string

  validation {
    condition     = can(regex("^[0-9]{12}$", var.account_id))
    error_message = "The account must be twelve digits."
  }
}

variable "vpc_id" {
  description = "The network of the cluster that the portal runs on."
  type        = string
}

variable "subnet_ids" {
  description = "Its subnets without a route to the internet, in at least two zones."
  type        = list(string)
}

variable "cluster_security_group_id" {
  description = "The security group of the cluster's nodes, which may connect to the database."
  type        = string
}

variable "alarm_topic_arn" {
  description = "The topic that alarms of the database go to."
  type        = string
}

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
