#!/usr/bin/env bash
# Opens the pull request that brings an image to an environment: promote.sh ENVIRONMENT DIGEST
# The one for staging merges itself once its checks have passed; the one for production waits for an approval.
set -euo pipefail

environment=$1
digest=$2
branch="promote/${environment}/${digest#sha256:}"
file="charts/golden-path/values/${environment}.yaml"

if ! [[ $digest =~ ^sha256:[0-9a-f]{64}$ ]]; then
  echo "promote.sh: \"${digest}\" is no digest of an image" >&2
  exit 2
fi

# The block at the end of the file is this script's own.
sed -i '/^# promoted: begin/,/^# promoted: end/d' "$file"
cat >> "$file" <<EOF
# promoted: begin
image:
  digest: ${digest}
# promoted: end
EOF

git config user.name "github-actions[bot]"
git config user.email "41898282+github-actions[bot]@users.noreply.github.com"
git switch --create "$branch"
git add "$file"
git commit --message "Promote ${digest} to ${environment}"
git push --force origin "$branch"
gh pr create --base main --head "$branch" \
  --title "Promote ${digest:0:19} to ${environment}" \
  --body "The image was built once, scanned and signed by the pipeline. Merging this deploys it to ${environment}."
if [ "$environment" = staging ]; then
  gh pr merge "$branch" --auto --squash
fi
