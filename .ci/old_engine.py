#!/usr/bin/env python3
"""Links the program to a SQLite older than 3.51.3, which can lose what was recorded, and fails unless it refuses all work.

The engine is really an old one: the newest libsqlite3-sys that brings one is fetched, and its SQLite takes the place of the
one that the program links (tests/old_engine/Cargo.toml). Every step must end with exit code 70 and both versions in words,
leave every file byte for byte as it was, and make none. The same steps must succeed with the program's own engine, on the
same files; and once the check is taken out of a copy of the sources, the old engine must be found by the same assertions.

Usage: old_engine.py    builds in target; the sources are copied to target/old-engine, and the working tree is never edited
"""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
TARGET = ROOT / "target"
WORK = TARGET / "old-engine"
TREE = WORK / "tree"
CRATE = TREE / "tests" / "old_engine"
# 0.37 brings 3.51.3, which is mended.
BRINGS_OLD = "0.36.0"
NEEDED = "3.51.3"
# As the table of exit codes has it: a fault of the program itself.
INTERNAL = 70
OPEN_RS = TREE / "src" / "store" / "open.rs"
CHECK = re.compile(r"^ *check_engine\(\)\?;\n", re.MULTILINE)
ENV = {**os.environ, "CARGO_TARGET_DIR": str(TARGET), "LC_ALL": "C.UTF-8"}
# These would link a library of the system's in the place of what is laid here.
for name in [name for name in ENV if name.startswith(("LIBSQLITE3_", "SQLITE3_"))]:
    del ENV[name]


def cargo(*command, cwd, capture=False):
    done = subprocess.run(["cargo", *command], cwd=cwd, env=ENV, text=True, stdout=subprocess.PIPE if capture else None)
    if done.returncode:
        sys.exit(f"old_engine: `cargo {' '.join(command)}` failed in {cwd}")
    return done.stdout


def folder_of(crate, manifest):
    """Where the sources of a crate lie that a manifest asks for."""
    packages = json.loads(cargo("metadata", "--format-version", "1", cwd=manifest, capture=True))["packages"]
    return next(pathlib.Path(one["manifest_path"]).parent for one in packages if one["name"] == crate)


def version_of(crate):
    header = (crate / "sqlite3" / "sqlite3.h").read_text(encoding="utf-8")
    return re.search(r'#define SQLITE_VERSION +"([0-9.]+)"', header)[1]


def lay():
    """Copies the sources, keeping their times, and lays the old engine beside the crate; returns its version."""
    asks = WORK / "fetch"
    (asks / "src").mkdir(parents=True, exist_ok=True)
    (asks / "src" / "lib.rs").write_text("", encoding="utf-8")
    (asks / "Cargo.toml").write_text(
        '[package]\nname = "fetch"\nversion = "0.0.0"\nedition = "2024"\n\n'
        f'[dependencies]\nlibsqlite3-sys = "={BRINGS_OLD}"\n\n[workspace]\n', encoding="utf-8")
    old, own = folder_of("libsqlite3-sys", asks), folder_of("libsqlite3-sys", ROOT)

    shutil.rmtree(TREE, ignore_errors=True)
    for name in ("src", "tests/old_engine"):
        shutil.copytree(ROOT / name, TREE / name)
    for name in ("Cargo.toml", "sample.db", "Cargo.lock"):
        shutil.copy2(ROOT / name, TREE / name)
    shutil.copy2(ROOT / "Cargo.lock", CRATE / "Cargo.lock")
    shutil.copytree(own, CRATE / "engine")
    for file in (old / "sqlite3").glob("*.[ch]"):
        shutil.copy2(file, CRATE / "engine" / "sqlite3" / file.name)
    # Only the program is built: benches and tests are not in the copy.
    manifest = TREE / "Cargo.toml"
    manifest.write_text(re.sub(r"\[\[bench\]\][^\[]*", "", manifest.read_text(encoding="utf-8")), encoding="utf-8")
    return version_of(old)


def build():
    cargo("build", "--quiet", "--bin", "old_engine", cwd=CRATE)
    return TARGET / "debug" / "old_engine"


def contents(folder):
    """Every file below a folder, with its bytes; folders too, for one that is made is work as well."""
    return {str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None
            for path in sorted(folder.rglob("*"))}


# What is tried, each in a folder of its own with a fresh copy of the sample office.
STEPS = {
    "look": ("queue", "o.db"),
    "show": ("show", "o.db", "1075"),
    "verify": ("ledger", "verify", "o.db"),
    "hold": ("claim", "o.db", "1075", "--as", "anna"),
    "record": ("fact", "o.db", "1075", "citizenship", "RU", "--as", "anna"),
    "rule": ("office", "set", "o.db", "--undo-minutes", "5", "--as", "galina"),
    "enrol": ("officer", "add", "o.db", "dora", "--role", "officer", "--as", "galina"),
    "upgrade": ("upgrade", "o.db"),
    "back up": ("backup", "o.db", "copy.db"),
    "restore": ("restore", "o.db", "again.db"),
    "found": ("init", "new.db"),
    "invent": ("sample", "--cases", "3", "--seed", "1", "made.db"),
}

# The screens need a terminal, and here is none; the program says so, but of the engine it speaks before.
SCREENS = {"screens": ("open", "o.db", "--as", "anna"), "demo": ("demo",)}
NO_TERMINAL = 2


def tried(program, args):
    """How a step ended, what was said, and what became of the folder: whether anything in it changed."""
    with tempfile.TemporaryDirectory(prefix="old-engine-") as folder:
        folder = pathlib.Path(folder)
        shutil.copyfile(ROOT / "sample.db", folder / "o.db")
        (folder / "o.db").chmod(0o600)
        before = contents(folder)
        done = subprocess.run([program, *args], cwd=folder, env=ENV, capture_output=True, text=True, timeout=60,
                              stdin=subprocess.DEVNULL)
        after = contents(folder)
        changed = sorted(name for name in before.keys() | after.keys() if before.get(name, 0) != after.get(name, 0))
        return done.returncode, done.stdout + done.stderr, changed


def doctor(program, version, code, word):
    """The doctor says which engine it is, whether it is a good one or not, and changes nothing if it is not."""
    ended, said, changed = tried(program, ("doctor", "o.db"))
    line = next((line for line in said.splitlines() if f"SQLite {version}" in line), "")
    if ended != code or not line.startswith(word):
        yield f"doctor: ended with {ended}, and of SQLite {version} it says {line!r}"
    if changed and code:
        yield f"doctor: changed {', '.join(changed)}"


def let_through(program, version):
    """The steps that an old engine was not refused: what is wrong with each."""
    for name, args in {**STEPS, **SCREENS}.items():
        code, said, changed = tried(program, args)
        if code != INTERNAL:
            yield f"{name}: ended with {code}, not {INTERNAL}: {said.strip()[:200]}"
        elif version not in said or NEEDED not in said:
            yield f"{name}: names not both {version} and {NEEDED}: {said.strip()[:200]}"
        if changed:
            yield f"{name}: changed {', '.join(changed)}"
    yield from doctor(program, version, 3, "BAD")


def held_up(program, version):
    """The steps that do not succeed with an engine that is good."""
    for name, args in STEPS.items():
        code, said, _ = tried(program, args)
        if code:
            yield f"{name}: ended with {code}: {said.strip()[:200]}"
    for name, args in SCREENS.items():
        code, said, _ = tried(program, args)
        if code != NO_TERMINAL:
            yield f"{name}: ended with {code}, not {NO_TERMINAL}: {said.strip()[:200]}"
    yield from doctor(program, version, 0, "ok")


def plant():
    """Takes the check out of the copy."""
    text = OPEN_RS.read_text(encoding="utf-8")
    without, times = CHECK.subn("", text)
    if times != 1:
        sys.exit(f"old_engine: the check stands {times} times in src/store/open.rs, not once")
    OPEN_RS.write_text(without, encoding="utf-8")


def end(faults):
    for fault in faults:
        print(f"old_engine: {fault}", file=sys.stderr)
    if faults:
        sys.exit(1)


def main():
    old = lay()
    if tuple(map(int, old.split("."))) >= tuple(map(int, NEEDED.split("."))):
        sys.exit(f"old_engine: SQLite {old} is no old one")
    own = version_of(folder_of("libsqlite3-sys", ROOT))
    cargo("build", "--quiet", "--bin", "suffrage", cwd=ROOT)
    steps = len(STEPS) + len(SCREENS) + 1
    end(list(held_up(TARGET / "debug" / "suffrage", own)))
    print(f"SQLite {own}, the program's own: {steps} steps of {steps} succeed")
    end(list(let_through(build(), old)))
    print(f"SQLite {old}: {steps} steps of {steps} refused, nothing changed")
    plant()
    found = list(let_through(build(), old))
    missed = [name for name in [*STEPS, *SCREENS] if not any(fault.startswith(f"{name}:") for fault in found)]
    end([f"{name}: with the check taken out nothing was found" for name in missed])
    print(f"SQLite {old} with the check taken out: found by each but the doctor's own")


if __name__ == "__main__":
    if sys.argv[1:]:
        sys.exit(__doc__)
    main()
