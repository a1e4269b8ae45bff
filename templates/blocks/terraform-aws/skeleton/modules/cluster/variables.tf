variable "name" {
  description = "Name of the cluster and prefix of all names."
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

variable "kubernetes_version" {
  description = "Minor version of Kubernetes, raised by one at a time."
  type        = string
}

variable "vpc_id" {
  description = "The network."
  type        = string
}

variable "subnet_ids" {
  description = "Private subnets of the nodes and of the endpoint."
  type        = list(string)
}

variable "admin_role_arns" {
  description = "Roles of people who administer the cluster."
  type        = set(string)
}

variable "api_client_cidrs" {
  description = "Address ranges that reach the private endpoint, like that of a VPN."
  type        = set(string)
}

variable "log_retention_days" {
  description = "Days for which the control plane's logs are kept."
  type        = number
}

variable "nodes" {
  description = "Instance types (x86-64) and number of nodes."
  type = object({
    instance_types = list(string)
    min            = number
    desired        = number
    max            = number
  })
}

variable "alarm_topic_arn" {
  description = "Where alarms go."
  type        = string
}
