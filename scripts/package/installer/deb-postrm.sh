#!/bin/sh
set -e
# Sales stay where they are, also at a purge: a till that is installed again finds them.
exit 0
