#!/usr/bin/env bash
# Installs Debian packages for tools that are missing: scripts/install.sh TOOL...
set -euo pipefail

# What each tool is found by, and the packages that bring it.
present() {
  case $1 in
    postgresql) compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null ;;
    sqlite3-doc) compgen -G '/usr/share/doc/sqlite3/*.html' >/dev/null ;; # 200 pages to ask questions of
    *) command -v "$1" >/dev/null ;;
  esac
}
packages() {
  case $1 in
    node) echo nodejs ;;
    chromium) echo chromium fonts-liberation ;; # without a font there is no text to look at
    *) echo "$1" ;;
  esac
}

missing=()
for tool in "$@"; do
  # shellcheck disable=SC2046 # one word per package
  present "$tool" || missing+=($(packages "$tool"))
done
[ ${#missing[@]} -eq 0 ] && exit 0

as_root=()
if [ "$(id -u)" -ne 0 ]; then
  command -v sudo >/dev/null || { echo "install these packages as root: ${missing[*]}" >&2; exit 1; }
  as_root=(sudo)
fi
echo "installing ${missing[*]}" >&2
"${as_root[@]}" apt-get update -qq
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
  -o Dpkg::Options::="--path-include=/usr/share/doc/sqlite3/*" "${missing[@]}" >/dev/null

for tool in "$@"; do present "$tool" || { echo "still missing: $tool" >&2; exit 1; }; done
