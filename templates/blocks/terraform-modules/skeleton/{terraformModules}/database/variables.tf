variable "name" {
  description = "Name of the database and prefix of all names."
  type        = string
}

variable "region" {
  description = "The AWS region."
  type        = string
}

variable "account_id" {
  description = "The AWS account."
  type        = string
}

variable "role_path" {
  description = "Path of the roles, with a slash at both ends."
  type        = string
}

variable "vpc_id" {
  description = "The network."
  type        = string
}

variable "subnet_ids" {
  description = "Subnets without a route to the internet, in at least two zones."
  type        = list(string)
}

variable "client_security_group_ids" {
  description = "Security groups that may connect, by a name of your choice."
  type        = map(string)
}

variable "settings" {
  description = "Size, copies, backups, and how long things are kept."
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
    condition     = var.settings.backup_retention_days >= 1 && var.settings.backup_retention_days <= 35
    error_message = "Backups are kept for 1 to 35 days; without them there is no way back."
  }
}

variable "alarm_topic_arn" {
  description = "Where alarms go."
  type        = string
}
