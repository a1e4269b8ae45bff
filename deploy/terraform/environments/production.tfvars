environment = "production"

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
  connections_alarm_threshold = 700
}
