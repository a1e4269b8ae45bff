mock_provider "aws" {
  mock_data "aws_availability_zones" {
    defaults = { names = ["zone-a", "zone-b", "zone-c", "zone-d"] }
  }
  mock_resource "aws_kms_key" {
    defaults = { arn = "arn:aws:kms:eu-central-1:111122223333:key/00000000-0000-0000-0000-000000000000" }
  }
  mock_resource "aws_cloudwatch_log_group" {
    defaults = { arn = "arn:aws:logs:eu-central-1:111122223333:log-group:flow" }
  }
  mock_resource "aws_iam_role" {
    defaults = { arn = "arn:aws:iam::111122223333:role/test" }
  }
}

run "network" {
  module {
    source = "./modules/network"
  }

  variables {
    name               = "test"
    region             = "eu-central-1"
    account_id         = "111122223333"
    role_path          = "/test/"
    cidr               = "10.20.0.0/16"
    zone_count         = 3
    nat_per_zone       = true
    log_retention_days = 365
    alarm_topic_arn    = "arn:aws:sns:eu-central-1:111122223333:alarms"
  }

  assert {
    condition     = alltrue([for subnet in concat(values(aws_subnet.public), values(aws_subnet.private), values(aws_subnet.database)) : !subnet.map_public_ip_on_launch])
    error_message = "A subnet gives public addresses to what starts in it."
  }

  assert {
    condition     = length(aws_subnet.private) == 3 && length(aws_subnet.database) == 3 && length(aws_nat_gateway.main) == 3
    error_message = "Not every zone has subnets and a NAT gateway."
  }

  assert {
    condition     = length(distinct([for subnet in concat(values(aws_subnet.public), values(aws_subnet.private), values(aws_subnet.database)) : subnet.cidr_block])) == 9
    error_message = "Two subnets have the same addresses."
  }

  assert {
    condition     = length(aws_default_security_group.deny.ingress) == 0 && length(aws_default_security_group.deny.egress) == 0
    error_message = "The default security group lets something through."
  }

  assert {
    condition     = alltrue([for zone, route in aws_route.nat : route.nat_gateway_id == aws_nat_gateway.main[zone].id && route.gateway_id == null])
    error_message = "A private subnet does not leave through the NAT gateway of its own zone."
  }

  assert {
    condition     = alltrue([for association in aws_route_table_association.database : association.route_table_id == aws_route_table.database.id]) && length(aws_route_table.database.route) == 0
    error_message = "The database subnets have a way out."
  }

  assert {
    condition     = aws_flow_log.main.traffic_type == "ALL" && aws_cloudwatch_log_group.flow.retention_in_days == 365 && aws_cloudwatch_log_group.flow.kms_key_id == aws_kms_key.logs.arn
    error_message = "Flow logs are not complete, kept and encrypted."
  }
}

run "one_nat_gateway" {
  module {
    source = "./modules/network"
  }

  variables {
    name               = "test"
    region             = "eu-central-1"
    account_id         = "111122223333"
    role_path          = "/test/"
    cidr               = "10.10.0.0/16"
    zone_count         = 2
    nat_per_zone       = false
    log_retention_days = 30
    alarm_topic_arn    = "arn:aws:sns:eu-central-1:111122223333:alarms"
  }

  assert {
    condition     = length(aws_nat_gateway.main) == 1 && length(distinct([for route in aws_route.nat : route.nat_gateway_id])) == 1
    error_message = "The zones do not share one NAT gateway."
  }
}

run "refuses_a_range_that_is_too_small" {
  command = plan

  module {
    source = "./modules/network"
  }

  variables {
    name               = "test"
    region             = "eu-central-1"
    account_id         = "111122223333"
    role_path          = "/test/"
    cidr               = "10.10.0.0/24"
    zone_count         = 2
    nat_per_zone       = false
    log_retention_days = 30
    alarm_topic_arn    = "arn:aws:sns:eu-central-1:111122223333:alarms"
  }

  expect_failures = [var.cidr]
}
