#!/usr/bin/env bash
# rsync of Debian 12 can't delete by --delete-missing-args.
#
# « This option […] will cause the receiver to delete each missing arg » (rsync(1), --delete-missing-args). The sender says so
# by a file mode of 0. Debian's 3.2.7-1+deb12u6, with fixes of security, takes that for a fault and ends with 2; 3.5.0, from
# the same Debian's updates, deletes as described.
#
# Seen on Debian 12:
#
#     3.2.7-1+deb12u6           2   invalid file mode 00 for a/f [Receiver]
#     3.5.0+ds1-0+deb12u1       0
#
# What follows from it: deletion of single files goes by filter rules, `--delete --include-from=… --exclude='*'` from a
# folder without them, which every version does.
#
# Needs apt-get and dpkg of Debian 12, and its mirror. Fails if the behaviour changes.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
apt-get download --quiet=2 rsync=3.2.7-1+deb12u6 2>/dev/null
dpkg -x rsync_3.2.7*.deb old

delete() { # OPTIONS…: deletes there/a/f, and says how it ended
    rm -rf here there
    mkdir -p here/a there/a
    echo f >there/a/f
    "$@" here/ there/ >/dev/null 2>said && code=0 || code=$?
}

delete old/usr/bin/rsync --recursive --from0 --files-from=<(printf 'a/f\0') --delete-missing-args
[ "$code" -eq 2 ] && grep -q 'invalid file mode 00' said && [ -f there/a/f ]

delete old/usr/bin/rsync --recursive --delete --from0 --include-from=<(printf '/a/\0/a/f\0') --exclude='*'
[ "$code" -eq 0 ] && [ ! -f there/a/f ]
