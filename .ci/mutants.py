#!/usr/bin/env python3
"""Takes out guards of the office and checks of verification, one at a time, and fails if no test notices.

What is taken out, and which tests must notice, stands in .cargo/mutants.toml. All of it takes hours, so that a share is run:
the files that differ from the main branch, or from the commit before the last merge, where the history is there and
something that is guarded changed; otherwise a share that changes with the day, so that in time everything has its turn.

Usage: mutants.py SECONDS    the share, for so long; building before the first mutant is not counted
       mutants.py all        everything

The sources are copied to target/mutants first: what is edited there is never the working tree.
"""

import datetime
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
TREE = ROOT / "target" / "mutants" / "tree"
GUARDED = ("src/office/", "src/store/verify/", "src/ledger/entry.rs", "src/ledger/tree.rs", "src/ledger/commitment.rs")
LEFT_OUT = {"target", ".git", "mutants.out", "mutants.out.old"}
SHARES = 60
INSTALL = "cargo install --locked cargo-mutants"
ENV = {**os.environ, "CARGO_TARGET_DIR": str(ROOT / "target" / "mutants" / "build")}


def ask(*command, cwd=ROOT):
    """What a command prints, or None where it fails or is not there."""
    try:
        done = subprocess.run(command, cwd=cwd, capture_output=True, text=True)
    except FileNotFoundError:
        return None
    return done.stdout.strip() if done.returncode == 0 else None


def tool(patience):
    """Whether cargo-mutants is there, if need be after it was installed within so many seconds."""
    if ask("cargo", "mutants", "--version"):
        return True
    print(f"cargo-mutants is not installed; trying `{INSTALL}` for {patience:.0f} s", flush=True)
    child = subprocess.Popen(INSTALL.split(), cwd=ROOT, start_new_session=True, stderr=subprocess.DEVNULL)
    try:
        child.wait(patience)
    except subprocess.TimeoutExpired:
        os.killpg(child.pid, signal.SIGTERM)
        child.wait()
    return bool(ask("cargo", "mutants", "--version"))


def changed():
    """The guarded files that differ from where this line of work began."""
    head = ask("git", "rev-parse", "HEAD")
    bases = [ask("git", "merge-base", "HEAD", name) for name in ("origin/main", "origin/master", "main", "master")]
    merge = ask("git", "rev-list", "--merges", "-n", "1", "HEAD")
    bases.append(merge and ask("git", "rev-parse", f"{merge}^1"))
    base = next((base for base in bases if base and base != head), None)
    files = (ask("git", "diff", "--name-only", "--diff-filter=d", base) or "").split("\n") if base else []
    return [file for file in files if file.startswith(GUARDED) and file.endswith(".rs")]


def copy():
    """The sources as they stand; times are kept, so that what did not change is not built again."""
    shutil.rmtree(TREE, ignore_errors=True)
    shutil.copytree(ROOT, TREE, ignore=lambda folder, names: LEFT_OUT & set(names))


def run(share, seconds):
    """Runs the share; says whether it came to its end."""
    print("building, and trying the tests without a change", flush=True)
    command = ["cargo", "mutants", "--in-place", "--colors=never", "--no-times", *share]
    child = subprocess.Popen(command, cwd=TREE, env=ENV, start_new_session=True)
    end = None
    while child.poll() is None:
        time.sleep(1)
        started = counted("caught") + counted("missed") + counted("timeout") + counted("unviable")
        ready = started or (TREE / "mutants.out" / "log").is_dir() and len(list((TREE / "mutants.out" / "log").iterdir())) > 1
        if end is None and ready and seconds is not None:
            end = time.monotonic() + seconds
        if end is not None and time.monotonic() > end:
            os.killpg(child.pid, signal.SIGINT)
            child.wait()
            return False, 0
    return True, child.returncode


def listed(kind):
    """The mutants to which that happened."""
    path = TREE / "mutants.out" / f"{kind}.txt"
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


def counted(kind):
    return len(listed(kind))


def main():
    if len(sys.argv) != 2 or not (sys.argv[1] == "all" or sys.argv[1].isdigit()):
        sys.exit(__doc__)
    seconds = None if sys.argv[1] == "all" else int(sys.argv[1])
    if not tool(seconds or 1800):
        print(f"THE MUTATION RUN WAS NOT MADE: cargo-mutants is missing. `{INSTALL}`, then `.ci/mutants.py all`.")
        return
    copy()
    everything = len((ask("cargo", "mutants", "--list", cwd=TREE) or "").splitlines())
    files = changed()
    if seconds is None:
        share, what = [], "everything"
    elif files:
        # In another order each time, so that a long list does not always end at the same place.
        share, what = ["--shuffle", *(f"--file={file}" for file in files)], "changed: " + ", ".join(files)
    else:
        part = datetime.date.today().timetuple().tm_yday % SHARES
        share, what = [f"--shard={part}/{SHARES}"], f"share {part} of {SHARES}"
    print(f"{everything} mutants in all; {what}", flush=True)
    finished, code = run(share, seconds)
    counts = {kind: counted(kind) for kind in ("caught", "missed", "unviable", "timeout")}
    print(", ".join(f"{number} {kind}" for kind, number in counts.items()))
    if not finished:
        print(f"the {seconds} s were over before the share was")
    print("all of it: `.ci/mutants.py all`")
    for mutant in listed("missed"):
        print(f"no test noticed: {mutant}")
    if counts["missed"]:
        sys.exit(1)
    # 3: a test ran for ever under a mutant, which is noticed too. Anything else is a fault of the run itself.
    if finished and code not in (0, 3):
        sys.exit(f"cargo mutants failed with {code}")


main()
