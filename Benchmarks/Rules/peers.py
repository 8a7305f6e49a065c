"""The same thirty rules in zen-engine and cel-expr-python, both on PyPI.

    python3 -m venv venv && venv/bin/pip install zen-engine cel-expr-python pyyaml
    venv/bin/python peers.py
"""

import json
import re
import time

import yaml
import zen
from cel_expr_python import cel

matches = yaml.safe_load(open("rules.policy.yaml"))["rule"]["match"]
surveys = [
    {
        "resolved": ["yes", "no", "partly", "unanswered"][n % 4],
        "rating": n // 4 % 5 + 1,
        "channel": ["web", "app", "whatsapp", "voice", "mail", "kiosk"][n // 20 % 6],
    }
    for n in range(120)
]
ROUNDS = 200


def measure(name, decide):
    for survey in surveys:
        decide(survey)
    start = time.process_time_ns()
    for _ in range(ROUNDS):
        for survey in surveys:
            decide(survey)
    mean = (time.process_time_ns() - start) / ROUNDS / len(surveys)
    start = time.process_time_ns()
    for _ in range(ROUNDS * 20):
        decide(surveys[-1])
    worst = (time.process_time_ns() - start) / ROUNDS / 20
    print(f"{name}: {mean:.0f} ns a decision, {worst:.0f} ns where no rule but the last holds")


def zen_table():
    inputs = ["resolved", "rating", "channel"]
    rules = []
    for number, match in enumerate(matches):
        row = {"_id": str(number), "out": match["output"]}
        for field in inputs:
            found = re.search(rf"\b{field} (==|>=|<=) (\S+)", match.get("condition", ""))
            row[field] = "" if not found else found[2] if found[1] == "==" else f"{found[1]} {found[2]}"
        rules.append(row)
    content = {
        "hitPolicy": "first",
        "rules": rules,
        "inputs": [{"id": f, "name": f, "type": "expression", "field": f} for f in inputs],
        "outputs": [{"id": "out", "name": "out", "type": "expression", "field": "out"}],
    }
    nodes = [
        {"id": "in", "type": "inputNode", "name": "in", "position": {"x": 0, "y": 0}},
        {"id": "t", "type": "decisionTableNode", "name": "t", "position": {"x": 0, "y": 0}, "content": content},
        {"id": "out", "type": "outputNode", "name": "out", "position": {"x": 0, "y": 0}},
    ]
    edges = [
        {"id": "1", "type": "edge", "sourceId": "in", "targetId": "t"},
        {"id": "2", "type": "edge", "sourceId": "t", "targetId": "out"},
    ]
    content = zen.ZenDecisionContent(json.dumps({"nodes": nodes, "edges": edges}))
    return zen.ZenEngine().create_decision(content)


def cel_expression():
    env = cel.NewEnv(
        variables={"resolved": cel.Type.STRING, "rating": cel.Type.INT, "channel": cel.Type.STRING}
    )
    text = matches[-1]["output"]
    for match in reversed(matches[:-1]):
        text = f"{match['condition']} ? {match['output']} : {text}"
    return env.compile(text)


table, expression = zen_table(), cel_expression()
for survey in surveys:
    wanted = expression.eval(data=survey).value()
    found = table.evaluate(survey)["result"]["out"]
    assert wanted == found, (survey, wanted, found)
measure("zen-engine", table.evaluate)
measure("cel-expr-python", lambda survey: expression.eval(data=survey).value())
