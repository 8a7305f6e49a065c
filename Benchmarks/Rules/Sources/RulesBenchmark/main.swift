// Decides made-up surveys by thirty rules and prints the nanoseconds for one decision.
import CEL
import Diagnostics
import Foundation
import Policies

/// The facts of one survey: every 64-bit draw gives a resolution, a rating and a channel.
func facts(_ count: Int, in environment: Environment) -> [VariableValues] {
  let resolutions = ["yes", "no", "partly", "unanswered"]
  let channels = ["web", "app", "whatsapp", "voice", "mail", "kiosk"]
  return (0..<count).map { number in
    VariableValues(
      [
        "resolved": .string(resolutions[number % 4]),
        "rating": .int(Int64(number / 4 % 5 + 1)),
        "channel": .string(channels[number / 20 % 6]),
      ], in: environment)
  }
}

/// Decides every survey as often as asked; returns the processor time of one decision in nanoseconds.
func nanoseconds(
  deciding surveys: [VariableValues], rounds: Int, by policy: CompiledPolicy
) -> Double {
  var decided = 0
  let start = clock()
  for _ in 0..<rounds {
    for survey in surveys {
      if case .matched = policy.evaluate(survey) { decided += 1 }
    }
  }
  let seconds = Double(clock() - start) / Double(CLOCKS_PER_SEC)
  precondition(decided == rounds * surveys.count, "a survey was not decided")
  return seconds * 1e9 / Double(decided)
}

let path = CommandLine.arguments.dropFirst().first ?? "rules.policy.yaml"
let text = try String(contentsOfFile: path, encoding: .utf8)
var environment = Environment()
environment.declare(variable: "resolved", type: .string)
environment.declare(variable: "rating", type: .int)
environment.declare(variable: "channel", type: .string)
var problems: [Diagnostic] = []
guard
  let policy = Policy.parse(SourceText(name: path, text: text), into: &problems)?
    .compile(in: environment, outputType: .string, into: &problems)
else {
  for problem in problems { print(problem.rendered()) }
  exit(1)
}

let surveys = facts(120, in: environment)
_ = nanoseconds(deciding: surveys, rounds: 100, by: policy)
let mean = nanoseconds(deciding: surveys, rounds: 5000, by: policy)
let worst = nanoseconds(deciding: Array(surveys.suffix(1)), rounds: 500_000, by: policy)
print("exitpoll: \(Int(mean)) ns a decision, \(Int(worst)) ns where no rule but the last holds")
