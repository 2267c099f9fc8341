#!/usr/bin/env bash
# Gate: the demo holds, with a market other than the default one.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
source tools/lib/common.sh

tools/demo --seed 20261121 --seconds 40
