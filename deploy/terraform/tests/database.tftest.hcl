mock_provider "aws" {}

variables {
  environment               = "production"
  account_id                = "123456789012"
  vpc_id                    = "vpc-1"
  subnet_ids                = ["subnet-1", "subnet-2"]
  cluster_security_group_id = "sg-1"
  alarm_topic_arn           = "arn:aws:sns:eu-central-1:123456789012:alarms"
  database = {
    engine_version              = "17"
    instance_class              = "db.m7g.large"
    allocated_storage_gib       = 100
    max_allocated_storage_gib   = 500
    multi_az                    = true
    deletion_protection         = true
    backup_retention_days       = 35
    performance_insights_days   = 93
    log_retention_days          = 365
    connections_alarm_threshold = 400
  }
}

run "production" {
  command = plan

  assert {
    condition     = local.name == "golden-path-production"
    error_message = "The name does not tell the environment, so that two would share one database."
  }
}

run "production_without_a_standby_is_refused" {
  command = plan

  variables {
    database = {
      engine_version              = "17"
      instance_class              = "db.m7g.large"
      allocated_storage_gib       = 100
      max_allocated_storage_gib   = 500
      multi_az                    = false
      deletion_protection         = true
      backup_retention_days       = 35
      performance_insights_days   = 93
      log_retention_days          = 365
      connections_alarm_threshold = 400
    }
  }

  expect_failures = [var.database]
}
