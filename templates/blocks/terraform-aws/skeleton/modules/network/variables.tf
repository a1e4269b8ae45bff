variable "name" {
  description = "Prefix of all names."
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

variable "cidr" {
  description = "Address range of the network, between /16 and /18."
  type        = string

  validation {
    condition     = can(cidrnetmask(var.cidr)) && contains(["16", "17", "18"], split("/", var.cidr)[1])
    error_message = "The range must be IPv4, between /16 and /18."
  }
}

variable "zone_count" {
  description = "Number of availability zones."
  type        = number
}

variable "nat_per_zone" {
  description = "Whether each zone has its own NAT gateway."
  type        = bool
}

variable "log_retention_days" {
  description = "Days for which flow logs are kept."
  type        = number
}

variable "alarm_topic_arn" {
  description = "Where alarms go."
  type        = string
}
