# The key and the region of an environment are in environments/*.s3.tfbackend, the bucket is on the command line: it is
# that of the platform, versioned, encrypted and reached over TLS only.
terraform {
  backend "s3" {
    # The lock is an object beside the state, written only if it is not there.
    use_lockfile = true
  }
}
