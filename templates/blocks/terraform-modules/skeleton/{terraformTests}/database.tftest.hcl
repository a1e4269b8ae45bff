mock_provider "aws" {
  mock_resource "aws_kms_key" {
    defaults = { arn = "arn:aws:kms:eu-central-1:111122223333:key/00000000-0000-0000-0000-000000000000" }
  }
  mock_resource "aws_iam_role" {
    defaults = { arn = "arn:aws:iam::111122223333:role/test" }
  }
}

variables {
  name                      = "test"
  region                    = "eu-central-1"
  account_id                = "111122223333"
  role_path                 = "/test/"
  vpc_id                    = "vpc-1"
  subnet_ids                = ["subnet-a", "subnet-b"]
  client_security_group_ids = { cluster = "sg-cluster" }
  alarm_topic_arn           = "arn:aws:sns:eu-central-1:111122223333:alarms"
  settings = {
    engine_version              = "17"
    instance_class              = "db.m7g.large"
    allocated_storage_gib       = 100
    max_allocated_storage_gib   = 500
    multi_az                    = true
    deletion_protection         = true
    backup_retention_days       = 35
    performance_insights_days   = 93
    log_retention_days          = 365
    connections_alarm_threshold = 700
  }
}

run "database" {
  module {
    source = "./modules/database"
  }

  assert {
    condition     = aws_db_instance.main.storage_encrypted && aws_db_instance.main.kms_key_id == aws_kms_key.main.arn && aws_db_instance.main.performance_insights_kms_key_id == aws_kms_key.main.arn && aws_kms_key.main.enable_key_rotation
    error_message = "The data is not encrypted with a key of our own that rotates."
  }

  assert {
    condition     = !aws_db_instance.main.publicly_accessible && toset(aws_db_subnet_group.main.subnet_ids) == toset(var.subnet_ids)
    error_message = "The database can be reached from outside."
  }

  assert {
    condition     = length(aws_vpc_security_group_ingress_rule.clients) == 1 && alltrue([for rule in aws_vpc_security_group_ingress_rule.clients : rule.referenced_security_group_id == "sg-cluster" && rule.cidr_ipv4 == null && rule.from_port == 5432 && rule.to_port == 5432])
    error_message = "Somebody but the named clients can connect."
  }

  assert {
    condition     = anytrue([for parameter in aws_db_parameter_group.main.parameter : parameter.name == "rds.force_ssl" && parameter.value == "1"]) && aws_db_parameter_group.main.family == "postgres17"
    error_message = "Connections without TLS are let in."
  }

  assert {
    condition     = aws_db_instance.main.backup_retention_period == 35 && !aws_db_instance.main.delete_automated_backups && !aws_db_instance.main.skip_final_snapshot && aws_db_instance.main.copy_tags_to_snapshot
    error_message = "Backups are not kept, or end with the database."
  }

  assert {
    condition     = aws_db_instance.main.deletion_protection && aws_db_instance.main.multi_az
    error_message = "The settings for protection and the standby do not arrive."
  }

  assert {
    condition     = aws_db_instance.main.manage_master_user_password && aws_db_instance.main.password == null
    error_message = "The password is in Terraform's state instead of Secrets Manager."
  }

  assert {
    condition     = aws_db_instance.main.performance_insights_enabled && aws_db_instance.main.monitoring_interval == 60 && length(aws_db_instance.main.enabled_cloudwatch_logs_exports) == 2
    error_message = "The database cannot be looked into."
  }

  assert {
    condition     = alltrue([for alarm in aws_cloudwatch_metric_alarm.threshold : contains(alarm.alarm_actions, var.alarm_topic_arn)]) && length(aws_cloudwatch_metric_alarm.threshold) == 4
    error_message = "An alarm reaches nobody."
  }
}

run "refuses_to_go_without_backups" {
  command = plan

  module {
    source = "./modules/database"
  }

  variables {
    settings = {
      engine_version              = "17"
      instance_class              = "db.m7g.large"
      allocated_storage_gib       = 100
      max_allocated_storage_gib   = 500
      multi_az                    = true
      deletion_protection         = true
      backup_retention_days       = 0
      performance_insights_days   = 93
      log_retention_days          = 365
      connections_alarm_threshold = 700
    }
  }

  expect_failures = [var.settings]
}
