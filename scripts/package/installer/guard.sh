#!/bin/sh
# Says no (exit 1) while a till on this computer has facts that are nowhere else. The till itself is asked, as the person whose data
# it is: 0 is yes, 1 is no, anything else that it can't say. Then the file `unsynced` decides, which the till keeps beside its data:
# it goes away with the last fact that reaches the cloud, and with the owner's code.
program=${FASTOPS_PROGRAM:-"$(dirname "$0")/../fastops"}

ask() {
  owner=$(stat -c %U "$1")
  set -- env "FASTOPS_DATA=$1" "FASTOPS_REMOVAL_CODE=$FASTOPS_REMOVAL_CODE" timeout 120 \
    "$program" --may-be-removed --ozone-platform=headless --disable-gpu "--user-data-dir=$2"
  if [ "$owner" != "$(id -un)" ]; then set -- runuser -u "$owner" -- "$@"; elif [ "$(id -u)" = 0 ]; then set -- "$@" --no-sandbox; fi
  "$@"
}

status=0
for home in ${FASTOPS_HOMES:-/root /home/*}; do
  data="$home/.fastops/till"
  [ -f "$data/branch.db" ] || continue
  profile=$(mktemp -d) && chmod 777 "$profile"
  ask "$data" "$profile"
  answer=$?
  rm -rf "$profile"
  [ "$answer" = 0 ] && continue
  if [ "$answer" != 1 ]; then
    [ -f "$data/unsynced" ] || continue
    echo "FastOps: hay ventas que solo están en este equipo ($data)." >&2
    echo "Conéctelo a internet hasta que todo esté en la nube, o escriba en la caja el código del dueño para desinstalar." >&2
  fi
  status=1
done
exit $status
