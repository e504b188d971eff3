#!/usr/bin/env python3
"""Disks that fail: the system's answers to writes and flushes are replaced, one kind at a time.

Usage: faults.py BINARY. Needs strace. An office is made, then each act runs with an injected error. Expected each time:
exit code 3 with a sentence that names the office, no entry more than before, a ledger that verifies, and the same act
going through once the disk works again. An act whose commit went through before the fault may also end as done.
"""

import json
import os
import subprocess
import sys
import tempfile

FAULTS = [
    ("a full disk, at the first write", "pwrite64:error=ENOSPC"),
    ("a full disk, at the fourth write", "pwrite64:error=ENOSPC:when=4+"),
    ("a disk that fails at a write", "pwrite64:error=EIO:when=2+"),
    ("fsync that fails", "fsync,fdatasync:error=EIO"),
    ("fsync that fails for want of room", "fsync,fdatasync:error=ENOSPC"),
    ("a file that cannot grow", "ftruncate,fallocate:error=ENOSPC"),
]


def run(binary, *args):
    return subprocess.run([binary, *args], capture_output=True, text=True, env={}, check=False)


def entries(binary, office):
    ran = run(binary, "ledger", "verify", office, "--json")
    report = json.loads(ran.stdout)
    assert ran.returncode == 0 and report["holds"], f"the ledger does not verify: {ran.stdout}{ran.stderr}"
    return report["entries"]


def main():
    binary = os.path.abspath(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        office = os.path.join(folder, "office.db")
        made = run(binary, "sample", office)
        assert made.returncode == 0, made.stderr
        queue = json.loads(run(binary, "queue", office, "--status", "new", "--json").stdout)
        cases = [str(row["case"]) for row in queue["cases"]]
        for name, fault in FAULTS:
            case = cases.pop(0)
            decide = ["decide", office, case, "grant", "--departure", "seen", "--as", "anna"]
            before = entries(binary, office)
            hurt = ["strace", "-f", "-o", os.devnull, "-e", f"inject={fault}", binary, *decide]
            ran = subprocess.run(hurt, capture_output=True, text=True, env={"PATH": os.environ["PATH"]}, check=False)
            after = entries(binary, office)
            if ran.returncode == 0:
                assert after == before + 1, f"{name}: said to be done, and {after - before} entries are new"
                print(f"{name}: the act went through without it")
                continue
            assert ran.returncode == 3, f"{name}: exit {ran.returncode}: {ran.stdout}{ran.stderr}"
            assert office in ran.stderr, f"{name}: the file is not named: {ran.stderr}"
            assert after == before, f"{name}: refused, and {after - before} entries are new"
            again = run(binary, *decide)
            assert again.returncode == 0, f"{name}: and then: {again.stderr}"
            print(f"{name}: {ran.stderr.strip()}")


if __name__ == "__main__":
    main()
