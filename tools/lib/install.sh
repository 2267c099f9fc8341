# shellcheck shell=bash
# Installs what a fresh Debian machine lacks. Source common.sh first.

library_folder=/usr/lib/x86_64-linux-gnu
wanted_packages=()

# want PACKAGE PRESENT...: notes the package unless the command PRESENT succeeds.
want() {
  local package=$1
  shift
  "$@" >/dev/null 2>&1 || wanted_packages+=("$package")
}

need_dotnet() {
  command -v dotnet >/dev/null 2>&1 || die \
    "dotnet is not on PATH." \
    "Install the .NET SDK that global.json names (10.0.100 or a later feature band), then run this again."
  dotnet --version >/dev/null 2>&1 || die \
    "The installed .NET SDK does not satisfy global.json ($(tr -d '\n' <global.json))." \
    "Install that SDK or a later feature band of it, then run this again."
}

# What the native binary links with, and the lz4 command that tests and people read journals with.
want_native() {
  command -v clang >/dev/null 2>&1 || want gcc command -v gcc
  want libc6-dev test -e "$library_folder/crt1.o"
  want liblz4-dev test -e "$library_folder/liblz4.a"
  want lz4 command -v lz4
}

# install_wanted: one apt-get call for all that was noted; does nothing when nothing is missing.
install_wanted() {
  [ ${#wanted_packages[@]} -gt 0 ] || return 0
  local packages=("${wanted_packages[@]}") as_root=()
  wanted_packages=()
  say "Installing: ${packages[*]}"
  command -v apt-get >/dev/null 2>&1 || die \
    "apt-get is not here, so these Debian packages can not be installed: ${packages[*]}" \
    "Install what corresponds to them on this system, then run this again."
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null 2>&1 || die \
      "Missing Debian packages: ${packages[*]}" \
      "You are not root and there is no sudo. As root: apt-get install ${packages[*]}"
    as_root=(sudo)
  fi
  quietly artifacts/logs/apt-update.log "${as_root[@]}" apt-get update -q
  quietly artifacts/logs/apt-install.log "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install -q -y --no-install-recommends "${packages[@]}"
}
