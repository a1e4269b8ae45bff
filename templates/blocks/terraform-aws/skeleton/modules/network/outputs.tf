output "vpc_id" {
  description = "The network."
  value       = aws_vpc.main.id
}

output "private_subnet_ids" {
  description = "Subnets for what runs, one per zone."
  value       = [for name in local.zone_names : aws_subnet.private[name].id]
}

output "database_subnet_ids" {
  description = "Subnets for what holds data, without a route to the internet, one per zone."
  value       = [for name in local.zone_names : aws_subnet.database[name].id]
}

output "nat_gateway_count" {
  description = "How many ways out there are."
  value       = length(aws_nat_gateway.main)
}
