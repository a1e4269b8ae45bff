#!/usr/bin/env bash
# Writes the rules of monitoring/rules.yaml into the resource that the cluster reads; with --check it only compares.
set -euo pipefail
cd "$(dirname "$0")/../deploy/kustomize/base"

wanted() {
  sed '/^spec:$/q' prometheusrule.yaml
  sed -e '/^---$/d' -e 's/^\(.\)/  \1/' monitoring/rules.yaml
}

if [ "${1:-}" = --check ]; then
  diff <(wanted) prometheusrule.yaml
else
  wanted > prometheusrule.yaml.new
  mv prometheusrule.yaml.new prometheusrule.yaml
fi
