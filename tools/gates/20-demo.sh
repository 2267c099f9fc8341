#!/usr/bin/env bash
# Gate: the demo holds, with another seed than the default one, and through a bad day.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
source tools/lib/common.sh

tools/demo --seed 20261121
tools/demo --seed 5 --faults storm
