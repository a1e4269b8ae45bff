provider "aws" {
  region = var.region

  # A plan for one environment can never be applied to the account of another.
  allowed_account_ids = [var.account_id]

  default_tags {
    tags = {
      Service     = "golden-path"
      Environment = var.environment
      Owner       = "group:platform"
      Repository  = "https://github.com/goldenpath/backstage-golden-path"
      ManagedBy   = "terraform"
    }
  }
}
