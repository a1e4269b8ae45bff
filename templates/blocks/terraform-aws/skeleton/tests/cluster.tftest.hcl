mock_provider "aws" {
  mock_resource "aws_kms_key" {
    defaults = { arn = "arn:aws:kms:eu-central-1:111122223333:key/00000000-0000-0000-0000-000000000000" }
  }
  mock_resource "aws_iam_role" {
    defaults = { arn = "arn:aws:iam::111122223333:role/test" }
  }
  mock_resource "aws_iam_openid_connect_provider" {
    defaults = { arn = "arn:aws:iam::111122223333:oidc-provider/oidc.example.com/id/TEST" }
  }
  mock_resource "aws_eks_cluster" {
    defaults = { identity = [{ oidc = [{ issuer = "https://oidc.example.com/id/TEST" }] }] }
  }
  mock_resource "aws_launch_template" {
    defaults = { id = "lt-00000000000000000", latest_version = 1 }
  }
}

variables {
  name               = "test"
  region             = "eu-central-1"
  account_id         = "111122223333"
  role_path          = "/test/"
  kubernetes_version = "1.33"
  vpc_id             = "vpc-1"
  subnet_ids         = ["subnet-a", "subnet-b"]
  admin_role_arns    = ["arn:aws:iam::111122223333:role/administrators"]
  api_client_cidrs   = ["10.99.0.0/16"]
  log_retention_days = 365
  nodes              = { instance_types = ["m7i.large"], min = 2, desired = 2, max = 4 }
  alarm_topic_arn    = "arn:aws:sns:eu-central-1:111122223333:alarms"
}

run "cluster" {
  module {
    source = "./modules/cluster"
  }

  assert {
    condition     = aws_eks_cluster.main.vpc_config[0].endpoint_private_access && !aws_eks_cluster.main.vpc_config[0].endpoint_public_access
    error_message = "The Kubernetes API can be reached from the internet."
  }

  assert {
    condition     = contains(aws_eks_cluster.main.encryption_config[0].resources, "secrets") && aws_eks_cluster.main.encryption_config[0].provider[0].key_arn == aws_kms_key.main.arn && aws_kms_key.main.enable_key_rotation
    error_message = "Secrets are not encrypted with a key of our own that rotates."
  }

  assert {
    condition     = toset(aws_eks_cluster.main.enabled_cluster_log_types) == toset(["api", "audit", "authenticator", "controllerManager", "scheduler"]) && aws_cloudwatch_log_group.control_plane.retention_in_days == 365
    error_message = "The control plane does not log everything, or the logs are not kept."
  }

  assert {
    condition     = aws_eks_cluster.main.access_config[0].authentication_mode == "API" && !aws_eks_cluster.main.access_config[0].bootstrap_cluster_creator_admin_permissions
    error_message = "Whoever made the cluster administers it for ever."
  }

  assert {
    condition     = alltrue([for rule in aws_vpc_security_group_ingress_rule.api : rule.cidr_ipv4 == "10.99.0.0/16" && rule.from_port == 443 && rule.to_port == 443])
    error_message = "More than the named ranges reach the endpoint."
  }

  assert {
    condition     = aws_launch_template.nodes.metadata_options[0].http_tokens == "required" && aws_launch_template.nodes.metadata_options[0].http_put_response_hop_limit == 1 && aws_launch_template.nodes.block_device_mappings[0].ebs[0].encrypted == "true"
    error_message = "Pods can take on the role of their node, or its disk is not encrypted."
  }

  assert {
    condition     = toset(aws_eks_node_group.main.subnet_ids) == toset(var.subnet_ids)
    error_message = "Nodes run outside the private subnets."
  }

  assert {
    condition     = jsondecode(aws_eks_addon.vpc_cni.configuration_values).enableNetworkPolicy == "true"
    error_message = "Network policies are not enforced."
  }

  assert {
    condition     = length(aws_iam_openid_connect_provider.main.client_id_list) == 1 && output.oidc_issuer == "oidc.example.com/id/TEST"
    error_message = "The identity provider is not that of the cluster."
  }
}
