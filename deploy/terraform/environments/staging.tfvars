environment = "staging"

database = {
  engine_version              = "17"
  instance_class              = "db.t4g.medium"
  allocated_storage_gib       = 20
  max_allocated_storage_gib   = 50
  multi_az                    = false
  deletion_protection         = false
  backup_retention_days       = 7
  performance_insights_days   = 7
  log_retention_days          = 30
  connections_alarm_threshold = 300
}
