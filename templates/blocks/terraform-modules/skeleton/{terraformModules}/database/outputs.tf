output "address" {
  description = "Host name, inside the network only."
  value       = aws_db_instance.main.address
}

output "secret_arn" {
  description = "The secret with the administrator's password."
  value       = one(aws_db_instance.main.master_user_secret[*].secret_arn)
}

output "protection" {
  description = "What keeps the data safe, for the tests of the whole."
  value = {
    encrypted             = aws_db_instance.main.storage_encrypted
    public                = aws_db_instance.main.publicly_accessible
    multi_az              = aws_db_instance.main.multi_az
    deletion_protection   = aws_db_instance.main.deletion_protection
    backup_retention_days = aws_db_instance.main.backup_retention_period
  }
}
