mock_provider "aws" {
  mock_resource "aws_iam_role" {
    defaults = { arn = "arn:aws:iam::111122223333:role/test" }
  }
}

run "service_role" {
  module {
    source = "./modules/service-role"
  }

  variables {
    name              = "orders-production"
    path              = "/test/"
    oidc_provider_arn = "arn:aws:iam::111122223333:oidc-provider/oidc.example.com/id/TEST"
    oidc_issuer       = "oidc.example.com/id/TEST"
    namespace         = "orders-production"
    service_account   = "orders"
  }

  assert {
    condition     = jsondecode(aws_iam_role.main.assume_role_policy).Statement[0].Condition.StringEquals["oidc.example.com/id/TEST:sub"] == "system:serviceaccount:orders-production:orders"
    error_message = "Another service account can take on the role."
  }

  assert {
    condition     = length(aws_iam_role_policy.main) == 0
    error_message = "A role without a policy may do something."
  }
}

run "refuses_a_role_for_every_namespace" {
  command = plan

  module {
    source = "./modules/service-role"
  }

  variables {
    name              = "orders-production"
    path              = "/test/"
    oidc_provider_arn = "arn:aws:iam::111122223333:oidc-provider/oidc.example.com/id/TEST"
    oidc_issuer       = "oidc.example.com/id/TEST"
    namespace         = "*"
    service_account   = "orders"
  }

  expect_failures = [var.namespace]
}
