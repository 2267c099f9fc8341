# shellcheck shell=bash
# Closing lines: "N passed, N failed", alone on a line, and ", N skipped" if any were.

# closing_line PASSED FAILED [SKIPPED]
closing_line() {
  local skipped=${3:-0}
  if [ "$skipped" -gt 0 ]; then
    printf '%s passed, %s failed, %s skipped\n' "$1" "$2" "$skipped"
  else
    printf '%s passed, %s failed\n' "$1" "$2"
  fi
}

# last_counts LOG: "PASSED FAILED" of the last closing line in the log; nothing if there is none.
last_counts() {
  sed -nE 's/^([0-9]+) passed, ([0-9]+) failed(, [0-9]+ skipped)?$/\1 \2/p' "$1" | tail -n 1
}
