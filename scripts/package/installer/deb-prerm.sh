#!/bin/sh
set -e
# An update of the package keeps the data and needs no question.
if [ "$1" = remove ] && [ -x /opt/fastops/resources/guard.sh ]; then
  /opt/fastops/resources/guard.sh
fi
