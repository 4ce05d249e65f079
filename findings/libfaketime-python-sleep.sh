#!/usr/bin/env bash
# Under libfaketime with an untouched monotonic clock, Python can't sleep.
#
# Tests of a program that dates what it makes are run under another day. faketime(1) offers
# FAKETIME_DONT_FAKE_MONOTONIC=1 for programs that measure time by the monotonic clock. Since Python 3.11, time.sleep
# waits by clock_nanosleep for a point of that clock; libfaketime moves the point although it leaves the clock alone,
# and the call is refused: every time.sleep, and every wait with a timeout of a child process, raises OSError 22.
# datefudge(1) has no such trouble.
#
# Seen with libfaketime 0.9.10-2.1, datefudge 1.24 and Python 3.11 of Debian 12:
#
#     faketime    OSError: [Errno 22] Invalid argument
#     datefudge   slept on 2028-02-29
#
# What follows from it: run a suite under another day by datefudge.
#
# Needs Debian 12 (apt-get download, dpkg-deb) and its python3. Fails if the behaviour changes.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
apt-get download -qq libfaketime=0.9.10-2.1 datefudge=1.24
for package in ./*.deb; do dpkg-deb --extract "$package" tree; done

asked='import time; time.sleep(0.01); print("slept on", time.strftime("%Y-%m-%d"))'
library=$(find "$PWD/tree" -name libfaketime.so.1)
said=$(FAKETIME='@2028-02-29 12:00:00' FAKETIME_DONT_FAKE_MONOTONIC=1 LD_PRELOAD="$library" \
    /usr/bin/python3 -c "$asked" 2>&1) && { echo "faketime: it sleeps now: $said"; exit 1; }
echo "faketime: ${said##*$'\n'}"
[[ $said == *"OSError: [Errno 22]"* ]]

library=$(find "$PWD/tree" -name 'datefudge.so')
said=$(LD_PRELOAD="$library" DATEFUDGE=$(($(date +%s) - $(date +%s -d '2028-02-29 12:00:00'))) \
    /usr/bin/python3 -c "$asked")
echo "datefudge: $said"
[[ $said == "slept on 2028-02-29" ]]
echo "as described"
