#!/usr/bin/env bash
# Installs Debian packages for tools that are missing: scripts/install.sh TOOL...
set -euo pipefail

# What each tool is found by, and the package that brings it.
present() {
  case $1 in
    postgresql) compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null ;;
    *) command -v "$1" >/dev/null ;;
  esac
}
package() {
  case $1 in
    node) echo nodejs ;;
    *) echo "$1" ;;
  esac
}

missing=()
for tool in "$@"; do present "$tool" || missing+=("$(package "$tool")"); done
[ ${#missing[@]} -eq 0 ] && exit 0

as_root=()
if [ "$(id -u)" -ne 0 ]; then
  command -v sudo >/dev/null || { echo "install these packages as root: ${missing[*]}" >&2; exit 1; }
  as_root=(sudo)
fi
echo "installing ${missing[*]}" >&2
"${as_root[@]}" apt-get update -qq
# The cluster that Debian would start by itself is not needed: the tests make their own.
[ -d /etc/postgresql-common ] || { "${as_root[@]}" mkdir -p /etc/postgresql-common
  echo 'create_main_cluster = false' | "${as_root[@]}" tee /etc/postgresql-common/createcluster.conf >/dev/null; }
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null

for tool in "$@"; do present "$tool" || { echo "still missing: $tool" >&2; exit 1; }; done
