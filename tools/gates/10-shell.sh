#!/usr/bin/env bash
# Gate: the project's shell scripts pass shellcheck.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
source tools/lib/common.sh
source tools/lib/install.sh

want shellcheck command -v shellcheck
install_wanted
shellcheck --external-sources .ci/run tools/demo tools/test tools/lib/*.sh tools/gates/*.sh
