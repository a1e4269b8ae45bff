# A role that one service account of one namespace can take on, and nobody else.
resource "aws_iam_role" "main" {
  name                 = var.name
  path                 = var.path
  max_session_duration = 3600

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Federated = var.oidc_provider_arn }
      Action    = "sts:AssumeRoleWithWebIdentity"
      Condition = {
        StringEquals = {
          "${var.oidc_issuer}:aud" = "sts.amazonaws.com"
          "${var.oidc_issuer}:sub" = "system:serviceaccount:${var.namespace}:${var.service_account}"
        }
      }
    }]
  })
}

resource "aws_iam_role_policy" "main" {
  count = var.policy == null ? 0 : 1

  name   = "own"
  role   = aws_iam_role.main.id
  policy = var.policy
}

resource "aws_iam_role_policy_attachment" "main" {
  for_each = var.managed_policy_arns

  role       = aws_iam_role.main.name
  policy_arn = each.value
}
