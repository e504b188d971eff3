#!/usr/bin/env python3
"""Checks what the program is made of.

Every crate that ends up in the program or its tests has a licence that may be used here; no crate is there in two
versions, except those listed with a reason; each direct dependency says in Cargo.toml why it is taken.
"""

import collections
import json
import pathlib
import re
import subprocess
import sys

LICENCES = {
    "MIT", "MIT-0", "Apache-2.0", "Apache-2.0 WITH LLVM-exception", "BSD-2-Clause", "BSD-3-Clause", "ISC", "Zlib",
    "Unicode-3.0", "Unlicense", "0BSD", "CC0-1.0", "BSL-1.0",
    "BlueOak-1.0.0",
}

# Two versions of one crate: only with a reason, and no longer than the reason holds.
TWICE = {
    "syn": "derive macros of ratatui's crates have not moved to version 3; it runs while building only",
    "thiserror": "portable-pty of the tests is still on version 1; not in the program",
    "thiserror-impl": "as thiserror",
    "cfg_aliases": "build scripts of nix, which portable-pty brings into the tests; not in the program",
}

# Two copies of these would be a fault that a user sees: keys read by one and drawn by another, widths that disagree.
NEVER_TWICE = {"crossterm", "unicode-width", "ratatui-core", "rusqlite", "libsqlite3-sys"}


def accepted(expression):
    """Whether an SPDX expression can be satisfied with the list: every AND part by one of its OR parts."""
    expression = expression.replace("/", " OR ")
    parts = re.sub(r"[()]", " ", expression).split(" AND ")
    return all(any(one.strip() in LICENCES for one in part.split(" OR ")) for part in parts)


def main():
    root = pathlib.Path(__file__).resolve().parent.parent
    host = next(line.split()[1] for line in subprocess.check_output(["rustc", "-vV"], text=True).splitlines()
                if line.startswith("host:"))
    command = ["cargo", "metadata", "--format-version", "1", "--filter-platform", host]
    metadata = json.loads(subprocess.check_output(command, cwd=root))
    used = {node["id"] for node in metadata["resolve"]["nodes"]}
    packages = [package for package in metadata["packages"] if package["id"] in used]
    faults = []

    for package in packages:
        if not accepted(package["license"] or ""):
            faults.append(f"{package['name']} {package['version']}: licence {package['license']!r} is not on the list")

    versions = collections.defaultdict(set)
    for package in packages:
        versions[package["name"]].add(package["version"])
    for name, found in sorted(versions.items()):
        if len(found) > 1 and (name not in TWICE or name in NEVER_TWICE):
            faults.append(f"{name} is there in versions {', '.join(sorted(found))}, and no reason is given")
    for name in TWICE:
        if len(versions.get(name, ())) < 2:
            faults.append(f"{name} is listed as a duplicate and is none: take it off the list")

    lines = (root / "Cargo.toml").read_text(encoding="utf-8").splitlines()
    section = ""
    for before, line in zip([""] + lines, lines):
        if line.startswith("["):
            section = line.strip("[]")
        elif section in ("dependencies", "dev-dependencies") and re.match(r"[a-z0-9_-]+\s*=", line):
            if not before.startswith("#"):
                faults.append(f"Cargo.toml: {line.split('=')[0].strip()} has no comment that says why it is taken")

    for fault in faults:
        print(f"dependencies: {fault}", file=sys.stderr)
    print(f"{len(packages)} crates looked at, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
