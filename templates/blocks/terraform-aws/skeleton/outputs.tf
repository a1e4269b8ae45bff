output "cluster_name" {
  description = "For aws eks update-kubeconfig --name."
  value       = module.cluster.name
}

output "oidc_provider_arn" {
  description = "Identity provider of the cluster, for further roles of services."
  value       = module.cluster.oidc_provider_arn
}

output "vpc_id" {
  description = "The network."
  value       = module.network.vpc_id
}

output "private_subnet_ids" {
  description = "Subnets without public addresses."
  value       = module.network.private_subnet_ids
}

output "service_role_arns" {
  description = "The role of each service, for the annotation eks.amazonaws.com/role-arn of its service account."
  value       = { for name, service in module.service : name => service.role_arn }
}

output "alarm_topic_arn" {
  description = "Where alarms go."
  value       = aws_sns_topic.alarms.arn
}
