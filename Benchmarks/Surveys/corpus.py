#!/usr/bin/env python3
"""Write the corpus of survey endings as NDJSON of the native format, for surveys-benchmark and exitpoll.

    corpus.py [FOLDER] > corpus.ndjson

FOLDER is Tests/SurveysTests/Corpus unless given. Needs PyYAML.
"""
import json, sys
from pathlib import Path

import yaml

FOLDER = Path(__file__).resolve().parents[2] / "Tests/SurveysTests/Corpus"


class Texts(yaml.SafeLoader):
    """All scalars as they stand, as the corpus's own reader has them: `yes` is a word."""


Texts.yaml_implicit_resolvers = {}


def message(node):
    role = next(key for key in ("user", "bot", "agent", "system", "event") if key in node)
    made = {"role": "system" if role == "event" else role, "text": node[role]}
    if role == "event" or node.get("kind") == "choice":
        made["kind"] = "event" if role == "event" else "choice"
    made |= {key: node[key] for key in ("name", "at", "choices") if key in node}
    if node.get("closes") == "true":
        made["closes_chat"] = True
    return made


def survey(fields):
    made = {}
    for field in fields:
        made[field["aspect"]] = field["value"]
        if "scale" in field:
            made["scale"] = [float(end) for end in field["scale"]]
    return made


for path in sorted(Path(sys.argv[1] if len(sys.argv) > 1 else FOLDER).glob("*.yaml")):
    for number, case in enumerate(yaml.load(path.read_text(encoding="utf-8"), Texts)["cases"]):
        line = {"id": f"{path.stem}/{number}", "auth_id": "u", "business_id": 1,
                "messages": [message(node) for node in case.get("chat", [])]}
        if "fields" in case:
            line["survey"] = survey(case["fields"])
        print(json.dumps(line, ensure_ascii=False))
