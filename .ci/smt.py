"""A second reading of the law: every built-in pack, in every interval of its law, is put to z3 and compared with the engine.

Asked of z3: can each criterion be met, not met, contested; can two exceptions with different effects both apply; can each
outcome be. Each model is replayed through the engine, as slots and, as far as one row for each fact realises it, as facts.
The engine's own search, from embedded cases to critical values, must find nothing that z3 rules out, and at every point that
it visits the two must agree. Any difference fails.

    python3 .ci/smt.py target/release/suffrage
"""
import datetime, json, multiprocessing, os, random, re, subprocess, sys, tempfile

import z3

SUFFRAGE = sys.argv[1]
DIFFERENCES = []


def run(*args, stdin=None):
    done = subprocess.run([SUFFRAGE, *args], input=stdin, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"suffrage {' '.join(args)}: {done.returncode} {done.stderr}")
    return done.stdout


def differs(*what):
    DIFFERENCES.append(" ".join(map(str, what)))


def pack(year, month, day):
    return year << 9 | month << 5 | day


def date(packed):
    return datetime.date(packed >> 9, packed >> 5 & 15, packed & 31)


def moved(packed, days=0, years=0):
    day = date(packed)
    last = (datetime.date(day.year + years + day.month // 12, day.month % 12 + 1, 1) - datetime.timedelta(1)).day
    day = day.replace(year=day.year + years, day=min(day.day, last)) + datetime.timedelta(days)
    return pack(day.year, day.month, day.day)


class Interval:
    """One interval of one pack: what z3 knows of it, and what the engine says of it."""

    def __init__(self, name, preamble, body, told):
        self.name, self.told = name, told
        self.slots, self.at = told["slots"], told["interval"]
        self.body = body.rsplit("(check-sat)", 1)[0]
        base = self.body.split("; -- together")[0]
        size = len(z3.parse_smt2_string(preamble + base))
        every = z3.parse_smt2_string(preamble + self.body)
        sort = {"Bool": z3.Bool, "Int": z3.Int}
        self.const = {name.strip("|"): sort[of](name.strip("|"))
                      for name, of in re.findall(r"\(declare-const (\|[^|]*\||\S+) (\w+)\)", self.body)}
        self.law, self.all = z3.Solver(), z3.Solver()
        self.law.add(*[every[n] for n in range(size)])
        self.all.add(*every)
        self.polls = list(self.of_a_poll())
        self.has_down = any(key.startswith("down.") for key in self.const)
        self.asked = 0

    def of_a_poll(self):
        """What an office demands of a poll before it is put on file; the law itself does not know of it."""
        names = {slot["kind"]: f"s{n}" for n, slot in enumerate(self.slots) if "kind" in slot}
        names |= {name[2:-2]: name[:-2] for name in self.const if name.startswith("g.") and name.endswith(".y")}
        names = {kind: name for kind, name in names.items() if name in self.const or f"{name}.y" in self.const}
        day = lambda kind: (self.const[f"{names[kind]}.y"] * 512 + self.const[f"{names[kind]}.m"] * 32
                            + self.const[f"{names[kind]}.d"])
        for early, late in (("poll.first_day", "poll.day"), ("poll.application_from", "poll.application_to")):
            if early in names and late in names:
                yield day(early) <= day(late)
        if "poll.local_age" in names:
            age = self.const[names["poll.local_age"]]
            yield z3.And(age >= 14, age <= 40)

    def ask(self, solver, *terms):
        """A model, or None where there is none; first one of our own days and of a poll that an office takes, because more
        facts can be made of it."""
        years = [const for name, const in self.const.items() if name.endswith(".y")]
        self.asked += 1
        for near in ([z3.And(year > 1880, year < 2100) for year in years] + self.polls, self.polls, []):
            solver.push()
            solver.add(*terms, *near)
            answer = solver.check()
            model = solver.model() if answer == z3.sat else None
            solver.pop()
            if answer == z3.unknown:
                sys.exit(f"{self.name}: z3 cannot tell {terms}")
            if model is not None:
                return model
        return None

    def value(self, model, name):
        value = model.eval(self.const[name], model_completion=True)
        return int(z3.is_true(value)) if z3.is_bool(value) else value.as_long()

    def slot_value(self, model, name, slot):
        if slot["type"] == "day":
            return pack(*[self.value(model, f"{name}.{part}") for part in "ymd"])
        return self.value(model, name)

    def point(self, model):
        """A model as values of slots, and those under the other rule for 29 February."""
        values = [self.slot_value(model, f"s{n}", slot) for n, slot in enumerate(self.slots)]
        down = [self.slot_value(model, f"{'d' if slot['own_down'] else 's'}{n}", slot) for n, slot in enumerate(self.slots)]
        known = [None if f"k{n}" in self.const and not self.value(model, f"k{n}") else n for n in range(len(values))]
        hide = lambda all: [value if known[n] is not None else None for n, value in enumerate(all)]
        return {"slots": hide(values), "down": hide(down)} if self.has_down else {"slots": hide(values)}

    def terms(self, point):
        terms = []
        for n, slot in enumerate(self.slots):
            own = [("s", point["slots"][n])]
            own += [("d", point["down"][n])] if slot["own_down"] else []
            if f"k{n}" in self.const:
                terms.append(self.const[f"k{n}"] == (point["slots"][n] is not None))
            for letter, value in own:
                if value is None:
                    continue
                if slot["type"] == "day":
                    parts = zip("ymd", (value >> 9, value >> 5 & 15, value & 31))
                    terms += [self.const[f"{letter}{n}.{part}"] == number for part, number in parts]
                else:
                    const = self.const[f"{letter}{n}"]
                    terms.append(const == (bool(value) if z3.is_bool(const) else value))
        return terms

    def replay(self, points):
        lines = "".join(json.dumps(point) + "\n" for point in points)
        out = run("law", "export", "--replay", self.name, "--interval", str(self.at), stdin=lines)
        return [json.loads(line) for line in out.splitlines()]

    def says(self, model):
        """What z3's model says, in the engine's form."""
        holds = lambda name: bool(self.value(model, name))
        findings = {one["id"]: next(f for f in ("met", "not_met", "contested") if holds(f"{one['id']}.{f}"))
                    for one in self.told["criteria"]}
        applying = [f"{one['id']}.exception.{exception['id']}" for one in self.told["criteria"]
                    for exception in one["exceptions"] if holds(f"up.{one['id']}.exception.{exception['id']}")]
        outcome = next(o for o in ("eligible", "ineligible", "contested") if holds(f"outcome.{o}"))
        return {"findings": findings, "exceptions": applying, "outcome": outcome}

    def where(self):
        return f"{self.name}, law from {self.told['from']}:"


def questions(law):
    for one in law.told["criteria"]:
        for finding in ("met", "not_met", "contested"):
            yield f"{one['id']} {finding}", [law.const[f"{one['id']}.{finding}"]]
        for n, a in enumerate(one["exceptions"]):
            for b in one["exceptions"][n + 1:]:
                if a["effect"] != b["effect"]:
                    both = [law.const[f"up.{one['id']}.exception.{each['id']}"] for each in (a, b)]
                    yield f"{one['id']} {a['id']} + {b['id']}", both
    for outcome in ("eligible", "ineligible", "contested"):
        yield f"outcome {outcome}", [law.const[f"outcome.{outcome}"]]


def found(law, said):
    """The questions to which one answer of the engine is a yes."""
    names = {f"{one} {finding}" for one, finding in said["findings"].items()} | {f"outcome {said['outcome']}"}
    for one in law.told["criteria"]:
        for n, a in enumerate(one["exceptions"]):
            for b in one["exceptions"][n + 1:]:
                applying = all(f"{one['id']}.exception.{each['id']}" in said["exceptions"] for each in (a, b))
                if applying and a["effect"] != b["effect"]:
                    names.add(f"{one['id']} {a['id']} + {b['id']}")
    return names


def critical(law, seeds):
    """For each slot the values at which something can turn."""
    text = law.body
    numbers = sorted({int(n) for n in re.findall(r"(?<![\w.])\d{1,3}(?![\w.])", text.split("; -- criteria")[1]) if 0 < int(n) < 130})
    fixed = {pack(*map(int, day)) for day in re.findall(r"\(packed (\d{4}) (\d+) (\d+)\)", text)}
    fixed |= {pack(y, m, d) for y in (2000, 2004, 2026) for m, d in ((2, 28), (3, 1))} | {pack(2004, 2, 29)}
    polls = {s["slots"][n] for n, slot in enumerate(law.slots) if slot["type"] == "day" for s in seeds if s["slots"][n]}
    shifted = {moved(day, 0, sign * years) for day in sorted(polls)[:40] for years in numbers[:12] for sign in (1, -1)
               if 1801 < (day >> 9) + sign * years < 2990}
    around = {moved(day, step) for day in fixed | polls | shifted if 1801 < day >> 9 < 2990 for step in (-1, 0, 1)}
    around |= {moved(day, step) for day in fixed if day >> 9 > 1 for step in (-1, 0, 1)}
    days = sorted(day for day in around if 1800 <= day >> 9 <= 2999)
    values = {"yes_no": [0, 1], "day": days, "number": sorted({n + step for n in numbers for step in (-1, 0, 1)})}
    return [list(range(len(slot["codes"]))) if slot["type"] == "code" else values[slot["type"]] for slot in law.slots]


def completed(law, slots):
    fill = {"yes_no": 0, "code": 0, "number": 21, "day": pack(2026, 9, 20)}
    return [fill[law.slots[n]["type"]] if value is None else value for n, value in enumerate(slots)]


def varied(law, point, values, random_):
    """A point with one to three slots set to critical values."""
    new = {key: list(of) for key, of in point.items()}
    for n in random_.sample(range(len(law.slots)), random_.choice((1, 1, 2, 3))):
        value = random_.choice(values[n])
        for key in new:
            new[key][n] = random_.choice(values[n]) if key == "down" and law.slots[n]["own_down"] else value
    return new


def search(law, models):
    """The engine's own search: what it finds, and points that are new in some way."""
    random_ = random.Random(1)
    seeds = list(models)
    for case in law.told["cases"]:
        point = {"slots": completed(law, case["slots"])}
        if law.has_down:
            down = completed(law, case["down"])
            point["down"] = [down[n] if slot["own_down"] else point["slots"][n] for n, slot in enumerate(law.slots)]
        seeds.append(point)
    values = critical(law, seeds)
    names, kept, seen = set(), [], set()
    batch = seeds + [{k: [v if m == n else old for m, old in enumerate(of)] for k, of in seed.items()}
                     for seed in seeds[-6:] for n in range(len(law.slots)) for v in values[n]][:6000]
    for generation in range(4):
        for point, said in zip(batch, law.replay(batch), strict=True):
            sign = (tuple(said["findings"].values()), tuple(said["exceptions"]))
            names |= found(law, said)
            if sign not in seen:
                seen.add(sign)
                kept.append((point, said))
        batch = [varied(law, random_.choice(kept)[0], values, random_) for _ in range(4000)]
    edge = list(zip(batch, law.replay(batch), strict=True))
    return names, random_.sample(kept, min(len(kept), 120)) + edge[:80]


def agree(law, points):
    for point, said in points:
        model = law.ask(law.law, *law.terms(point))
        if model is None:
            differs(law.where(), "no reading at all of", point)
        elif law.says(model) != said:
            differs(law.where(), "at", point, "z3 says", law.says(model), "the engine", said)


def cases(law):
    """The embedded cases are real: what their facts answer can be together, and their findings stand."""
    for n, case in enumerate(law.told["cases"]):
        point = {"slots": case["slots"], "down": case["down"] or case["slots"]}
        stands = [law.const[f"{one}.{finding}"] for one, finding in case["judged"]["findings"].items() if finding != "not_shown"]
        # The law of another day than the poll's may be asked for; then only the law itself is compared.
        if law.ask(law.all if case["in_force"] else law.law, *law.terms(point), *stands) is None:
            differs(law.where(), f"case {n} cannot be, or not with its findings:", case)


def row(kind, day, last, value=None):
    iso = lambda packed, more=0: (date(packed) + datetime.timedelta(more)).isoformat()
    said = {"none": True} if value is None else {"value": value}
    return {"kind": kind, "from": iso(day), "to": iso(last, 1), **said}


def history(law, model, kind, slots):
    """Rows that answer each question to one kind as the model does, and the slots they answer; as far as that is simple."""
    asked = [(n, law.slots[n], *[law.value(model, f"s{n}.{end}") for end in ("first", "last")], law.value(model, f"s{n}"))
             for n in slots if law.slots[n]["days"]]
    rows = []
    fits = lambda slot, value: dict((json.dumps(v), yes) for v, yes in slot["fits"]).get(json.dumps(value))
    if asked and asked[0][1]["one"]:
        if any(first != last for _, _, first, last, _ in asked):
            return [], set()
        for day in {first for _, _, first, _, _ in asked}:
            on = [(slot, bool(yes)) for _, slot, first, _, yes in asked if first == day]
            if not any(yes for _, yes in on):
                rows.append(row(kind, day, day))
                continue
            held = [v for v, _ in on[0][0]["fits"] if all(fits(slot, v) == yes for slot, yes in on)]
            if not held:
                return [], set()
            rows.append(row(kind, day, day, held[0]))
        return rows, {n for n, *_ in asked}
    for n, slot, first, last, yes in asked:
        if not yes:
            rows += [row(kind, first, last)] if first <= last and row(kind, first, last) not in rows else []
            continue
        spans = [(first, last)] if slot["ask"] == "HeldThroughout" else [(last, last), (first, first)]
        bars = lambda v, span: any(not no and a <= span[1] and span[0] <= b and fits(other, v) is not False
                                   for _, other, a, b, no in asked)
        held = [(v, span) for span in spans for v, good in slot["fits"] if good and not bars(v, span)]
        if not held:
            return [], set()
        rows.append(row(kind, *held[0][1], held[0][0]))
    return rows, {n for n, *_ in asked}


def facts(law, model):
    """A model as a file of facts, and the slots that it realises."""
    told, rows, real, kinds = law.told, [], set(), {}
    poll = {"host": told["host"], "municipality": told["municipality"], "level": told["levels"][0]}
    name = next(name for name in ["g.poll.day"] + [f"s{n}" for n, s in enumerate(law.slots) if s.get("kind") == "poll.day"]
                if f"{name}.y" in law.const)
    iso = lambda name: datetime.date(*[law.value(model, f"{name}.{part}") for part in "ymd"]).isoformat()
    poll["day"] = iso(name)
    asked = {"pack": law.name, "poll": poll}
    # Dates that only the days of a question count from have no slot.
    for date_of in [const[2:-2] for const in law.const if const.startswith("g.") and const.endswith(".y")]:
        where, _, field = date_of.rpartition(".")
        if where:
            (poll if where == "poll" else asked)[field] = iso(f"g.{date_of}")
        else:
            rows.append({"kind": field, "value": iso(f"g.{date_of}")})
    for n, slot in enumerate(law.slots):
        hidden = f"k{n}" in law.const and not law.value(model, f"k{n}")
        if slot["is"] == "history":
            kinds.setdefault(slot["kind"], []).append(n)
        elif slot["is"] == "poll_in":
            real |= {n} if slot["fits"] == bool(law.value(model, f"s{n}")) else set()
        elif hidden:
            real.add(n)
        else:
            value = iso(f"s{n}") if slot["type"] == "day" else law.value(model, f"s{n}")
            value = slot["codes"][value] if slot["type"] == "code" else value
            where, _, field = slot["kind"].rpartition(".")
            if slot["is"] == "fact":
                if slot["type"] == "yes_no":
                    continue
                rows.append({"kind": slot["kind"], "value": value})
            elif field != "year_end":
                (poll if where == "poll" else asked)[field] = value
            real.add(n)
    for kind, slots in kinds.items():
        more, answered = history(law, model, kind, slots)
        rows += more
        real |= answered
    return {**asked, "facts": rows}, real


def by_facts(law, model, path):
    """How many findings a file of facts gives as the model does; none where no office has such a poll."""
    if not all(z3.is_true(model.eval(term, model_completion=True)) for term in law.polls):
        return 0
    asked, real = facts(law, model)
    with open(path, "w") as file:
        json.dump(asked, file)
    answer = json.loads(run("determine", "--facts", path, "--json"))
    got = {one["criterion"]: one["finding"] for one in answer["findings"]}
    said, compared = law.says(model), 0
    for one in law.told["criteria"]:
        if set(one["reads"]) <= real:
            compared += 1
            if got[one["id"]] != said["findings"][one["id"]]:
                differs(law.where(), one["id"], "by facts", got[one["id"]], "by z3", said["findings"][one["id"]], asked)
    if compared == len(said["findings"]) and answer["outcome"] != said["outcome"]:
        differs(law.where(), "outcome by facts", answer["outcome"], "by z3", said["outcome"], asked)
    return compared


def check(law, path):
    models, can, by_law, compared = [], set(), set(), 0
    for name, terms in questions(law):
        model = law.ask(law.all, *terms)
        if model is not None:
            can.add(name)
            models.append(model)
        if model is not None or law.ask(law.law, *terms) is not None:
            by_law.add(name)
    points = [law.point(model) for model in models]
    for point, model, said in zip(points, models, law.replay(points), strict=True):
        if law.says(model) != said:
            differs(law.where(), "replayed", point, "z3 says", law.says(model), "the engine", said)
        compared += by_facts(law, model, path)
    names, visited = search(law, points)
    for name in sorted(names - by_law):
        differs(law.where(), "the engine finds what z3 rules out:", name)
    for name in sorted(can - names):
        differs(law.where(), "z3 finds what the engine does not:", name)
    agree(law, visited)
    cases(law)
    return len(models), compared, len(visited), sorted({name for name, _ in questions(law)} - can)


def one_interval(job):
    """Everything about one interval of one pack, in a process of its own."""
    name, preamble, body, told = job
    law = Interval(name, preamble, body, told)
    with tempfile.TemporaryDirectory() as folder:
        try:
            *sums, never = check(law, os.path.join(folder, "facts.json"))
        except SystemExit as end:
            # In a process of a pool an exit would be waited for without end.
            raise RuntimeError(end.code) from end
    return name, [law.asked, *sums], [law.where(), "never:", *never], DIFFERENCES


def main():
    packs = [one["id"] for one in json.loads(run("law", "list", "--json"))["packs"]]
    jobs = []
    for name in packs:
        preamble, *bodies = run("law", "export", "--smt", name).replace("(set-logic ALL)", "").split("(push 1)")
        told = [json.loads(line) for line in run("law", "export", "--findings", name).splitlines()]
        jobs += [(name, preamble, body, one) for body, one in zip(bodies, told, strict=True)]
    # A process does one interval only, so that what it found is that interval's.
    with multiprocessing.Pool(2, maxtasksperchild=1) as pool:
        answers = pool.map(one_interval, jobs, chunksize=1)
    for name in packs:
        own = [sums for of, sums, *_ in answers if of == name]
        asked, models, by_facts, points = map(sum, zip(*own))
        print(f"{name}: {len(own)} intervals, z3 answered {asked} questions; {models} models replayed by slots, "
              f"{by_facts} of their findings by facts, {points} points of the engine's search compared")
    for _, _, never, _ in answers if "--never" in sys.argv else []:
        print(*never, sep="\n  ")
    wrong = [one for *_, differences in answers for one in differences]
    for one in wrong[:20]:
        print("differs:", one[:1500], file=sys.stderr)
    if wrong:
        sys.exit(f"{len(wrong)} differences")


if __name__ == "__main__":
    main()
