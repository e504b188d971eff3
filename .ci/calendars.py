#!/usr/bin/env python3
"""Holds the frozen working days against the package `holidays`, day by day. It goes into an environment of its own."""
import datetime
import pathlib
import subprocess
import sys
import tempfile
import tomllib
import venv

YEARS = range(2024, 2028)
# What the data were taken from; older ones do not know the moved days of every year.
PACKAGE = "holidays>=0.109,<1"

if "--inside" not in sys.argv:
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        python = f"{folder}/bin/python"
        subprocess.run([python, "-m", "pip", "install", "-q", PACKAGE], check=True, timeout=300)
        sys.exit(subprocess.run([python, __file__, "--inside"]).returncode)

import holidays  # noqa: E402, only inside the environment

wrong = []
files = sorted(pathlib.Path("src/domain/calendars").glob("*.toml"))
if [file.stem for file in files] != ["by", "ru"]:
    sys.exit(f"calendars that nobody compares, or none: {files}")
for file in files:
    calendar = tomllib.loads(file.read_text())
    ours = {year["year"]: year for year in calendar["year"]}
    if sorted(ours) != list(YEARS):
        sys.exit(f"{file}: has {sorted(ours)}, not {list(YEARS)}")
    for number, year in ours.items():
        theirs = holidays.country_holidays(calendar["host"], years=number)
        for what in ("off", "working"):
            if year[what] != sorted(set(year[what])):
                wrong.append(f"{file}: {what} of {number} is not in order")
        off, working, worked = set(year["off"]), set(year["working"]), 0
        day = datetime.date(number, 1, 1)
        while day.year == number:
            text = day.isoformat()
            says = text in working if day.weekday() >= 5 else text not in off
            worked += says
            if says != theirs.is_working_day(day):
                wrong.append(f"{file}: {text} is {'worked' if says else 'off'}, holidays {holidays.__version__} says otherwise")
            off.discard(text)
            working.discard(text)
            day += datetime.timedelta(days=1)
        wrong += [f"{file}: {text} is no day of {number}" for text in sorted(off | working)]
        print(f"{calendar['host']} {number}: every day compared with holidays {holidays.__version__}, {worked} worked")
if wrong:
    sys.exit("\n".join(wrong))
