variable "name" {
  description = "Name of the role."
  type        = string

  validation {
    condition     = length(var.name) <= 64
    error_message = "The name of a role has at most 64 characters."
  }
}

variable "path" {
  description = "Path of the role, with a slash at both ends."
  type        = string
}

variable "oidc_provider_arn" {
  description = "Identity provider of the cluster."
  type        = string
}

variable "oidc_issuer" {
  description = "Issuer of the cluster's tokens, without the scheme."
  type        = string

  validation {
    condition     = !startswith(var.oidc_issuer, "https://")
    error_message = "IAM names the issuer without https://."
  }
}

variable "namespace" {
  description = "Namespace of the service account."
  type        = string

  validation {
    condition     = !strcontains(var.namespace, "*")
    error_message = "A role belongs to one namespace."
  }
}

variable "service_account" {
  description = "Name of the service account."
  type        = string

  validation {
    condition     = !strcontains(var.service_account, "*")
    error_message = "A role belongs to one service account."
  }
}

variable "policy" {
  description = "What the role may do, as JSON; null for nothing of its own."
  type        = string
  default     = null
}

variable "managed_policy_arns" {
  description = "Policies of AWS that the role has besides."
  type        = set(string)
  default     = []
}
