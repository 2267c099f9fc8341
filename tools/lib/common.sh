# shellcheck shell=bash
# Sourced by the scripts of tools/ and .ci/ from the project's root. After it dotnet neither phones home nor needs ICU.

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1
export MSBUILDDISABLENODEREUSE=1 # no build node outlives the script

say() { printf '%s\n' "$*"; }

# die MESSAGE...: one line each to stderr, then exit code 1.
die() {
  printf '%s\n' "$@" >&2
  exit 1
}

# quietly LOG COMMAND...: runs the command; its output goes to LOG. If it fails, its errors are shown, or its end if it names none.
quietly() {
  local log=$1
  shift
  mkdir -p "$(dirname "$log")"
  "$@" >"$log" 2>&1 && return 0
  local status=$?
  { grep -E '(^|[^a-z])(error|E:)[ :]' "$log" || tail -n 40 "$log"; } | awk '!seen[$0]++ && shown++ < 40' >&2
  printf 'failed (%s): %s\nwhole output: %s\n' "$status" "$*" "$log" >&2
  return "$status"
}

# grouped NUMBER: with commas between thousands.
grouped() {
  printf '%s\n' "$1" | sed -E ':again; s/^([0-9]+)([0-9]{3})/\1,\2/; t again'
}
