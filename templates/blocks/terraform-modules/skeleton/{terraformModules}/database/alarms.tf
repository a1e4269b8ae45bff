locals {
  gib = 1024 * 1024 * 1024

  thresholds = {
    cpu = {
      metric     = "CPUUtilization"
      comparison = "GreaterThanThreshold"
      threshold  = 80
      says       = "SEV3: the processor is more than 80 % busy."
    }
    storage = {
      metric     = "FreeStorageSpace"
      comparison = "LessThanThreshold"
      threshold  = 0.1 * var.settings.allocated_storage_gib * local.gib
      says       = "SEV2: less than a tenth of the disk is free."
    }
    memory = {
      metric     = "FreeableMemory"
      comparison = "LessThanThreshold"
      threshold  = 0.25 * local.gib
      says       = "SEV3: less than 256 MiB of memory are free."
    }
    connections = {
      metric     = "DatabaseConnections"
      comparison = "GreaterThanThreshold"
      threshold  = var.settings.connections_alarm_threshold
      says       = "SEV2: connections are about to run out."
    }
  }
}

resource "aws_cloudwatch_metric_alarm" "threshold" {
  for_each = local.thresholds

  alarm_name          = "${var.name}-database-${each.key}"
  alarm_description   = "${each.value.says} See the runbook \"The database is slow, full or out of connections\"."
  namespace           = "AWS/RDS"
  metric_name         = each.value.metric
  dimensions          = { DBInstanceIdentifier = aws_db_instance.main.identifier }
  statistic           = "Average"
  period              = 60
  evaluation_periods  = 10
  datapoints_to_alarm = 8
  comparison_operator = each.value.comparison
  threshold           = each.value.threshold
  treat_missing_data  = "breaching"
  alarm_actions       = [var.alarm_topic_arn]
  ok_actions          = [var.alarm_topic_arn]
}

# Unusual for this hour of the week, long before a fixed threshold would tell.
resource "aws_cloudwatch_metric_alarm" "write_latency_anomaly" {
  alarm_name          = "${var.name}-database-write-latency-unusual"
  alarm_description   = "SEV3: writes take unusually long. See the runbook \"The database is slow, full or out of connections\"."
  comparison_operator = "GreaterThanUpperThreshold"
  evaluation_periods  = 15
  datapoints_to_alarm = 12
  threshold_metric_id = "expected"
  treat_missing_data  = "notBreaching"
  alarm_actions       = [var.alarm_topic_arn]
  ok_actions          = [var.alarm_topic_arn]

  metric_query {
    id          = "expected"
    expression  = "ANOMALY_DETECTION_BAND(latency, 3)"
    label       = "Expected"
    return_data = true
  }

  metric_query {
    id          = "latency"
    return_data = true

    metric {
      namespace   = "AWS/RDS"
      metric_name = "WriteLatency"
      dimensions  = { DBInstanceIdentifier = aws_db_instance.main.identifier }
      period      = 60
      stat        = "Average"
    }
  }
}

resource "aws_db_event_subscription" "main" {
  name             = var.name
  sns_topic        = var.alarm_topic_arn
  source_type      = "db-instance"
  source_ids       = [aws_db_instance.main.identifier]
  event_categories = ["availability", "deletion", "failover", "failure", "low storage", "recovery", "restoration"]
}
