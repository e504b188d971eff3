#!/usr/bin/env python3
"""Holds what `determine --json` prints against the JSON Schema that the program prints. Usage: answers.py PROGRAM"""
import glob
import json
import subprocess
import sys

import jsonschema

program = sys.argv[1]
schema = json.loads(subprocess.check_output([program, "determine", "--json-schema"]))
jsonschema.Draft202012Validator.check_schema(schema)
checker = jsonschema.Draft202012Validator(schema)
answers = 0
for path in sorted(glob.glob("tests/data/answers/*.json")):
    said = subprocess.run([program, "determine", "--facts", path, "--json"], capture_output=True)
    if said.returncode == 0:
        checker.validate(json.loads(said.stdout))
        answers += 1
if answers < 10:
    sys.exit(f"only {answers} cases had an answer")
broken = json.loads(said.stdout) if said.returncode == 0 else {}
broken["outcome"] = "perhaps"
if checker.is_valid(broken):
    sys.exit("the schema lets an outcome through that does not exist")
print(f"{answers} answers have the form that the schema says")
