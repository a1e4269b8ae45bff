# Beside the states of the service. README.md says how it is reached.
terraform {
  backend "s3" {
    # The lock is an object beside the state, written only if it is not there.
    use_lockfile = true
  }
}
