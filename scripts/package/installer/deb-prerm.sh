#!/bin/sh
set -e
# An update of the package keeps the data and needs no question. DPKG_ROOT: where the package is, when that is not the running system.
guard="$DPKG_ROOT/opt/fastops/resources/guard.sh"
if [ "$1" = remove ] && [ -x "$guard" ]; then
  "$guard"
fi
