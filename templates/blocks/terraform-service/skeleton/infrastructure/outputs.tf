output "role_arn" {
  description = "For the annotation eks.amazonaws.com/role-arn of the service account."
  value       = module.role.role_arn
}

output "secret_name" {
  description = "The secret that holds the settings that nobody may read."
  value       = aws_secretsmanager_secret.main.name
}

output "bucket_names" {
  description = "The buckets by the names that they were given."
  value       = { for name, bucket in aws_s3_bucket.main : name => bucket.bucket }
}
