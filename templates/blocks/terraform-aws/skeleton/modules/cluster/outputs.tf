output "name" {
  description = "Name of the cluster."
  value       = aws_eks_cluster.main.name
}

output "oidc_provider_arn" {
  description = "Identity provider for roles of services."
  value       = aws_iam_openid_connect_provider.main.arn
}

output "oidc_issuer" {
  description = "Issuer of the cluster's tokens, without the scheme."
  value       = local.oidc_issuer
}

output "security_group_id" {
  description = "Security group of nodes and pods."
  value       = aws_eks_cluster.main.vpc_config[0].cluster_security_group_id
}
