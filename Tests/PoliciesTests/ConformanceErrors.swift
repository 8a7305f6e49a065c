/// The errors that each folder of `compile_errors` must give: our code for the suite's message, and
/// where it stands.
enum ConformanceErrors {
  static let wanted: [String: [String]] = [
    // "condition is always false"
    "compile_errors/aggregate_false_condition": ["always-false 18:19"],
    // "incompatible output types: block has output type map(string, string), but …"
    "compile_errors/aggregate_heterogeneous_outputs": [
      "output-types-differ 21:16", "output-types-differ 23:16",
    ],
    // "nested aggregate rules are not allowed"
    "compile_errors/aggregate_nested_mixed_semantics": ["nested-aggregate 23:15"],
    // "incompatible output types: block has output type int, but previous outputs have type string"
    "compile_errors/aggregate_subrule_heterogeneous_outputs": ["output-types-differ 23:22"],
    // "match creates unreachable outputs"
    "compile_errors/aggregate_unreachable_in_nested_first_match": ["unreachable-match 21:13"],
    // "incompatible output types: block has output type map(string, bool), but …"
    "compile_errors/compose_conflicting_output": ["output-types-differ 23:14"],
    "compile_errors/compose_conflicting_subrule": ["output-types-differ 36:14"],
    // "overlapping"
    "compile_errors/duplicate_variable": ["duplicate-variable 20:13"],
    // "invalid qualified name: punc.Import!, wanted name of the form 'qualified.name'"
    "compile_errors/import": ["invalid-import 19:7", "invalid-import 20:12"],
    // "incompatible output types: block has output type"
    "compile_errors/incompatible_outputs": ["output-types-differ 21:16"],
    // "mismatched input 'resource'"
    "compile_errors/syntax": [
      "syntax 19:51", "syntax 21:27", "syntax 24:33",
    ],
    // "undeclared reference to 'spec"
    "compile_errors/undeclared_reference": ["unknown-name 19:19"],
    // "rule creates unreachable outputs"
    "compile_errors/unreachable": ["unreachable-rule 28:7", "unreachable-match 36:9"],
    "compile_errors/unreachable_under_unconditional_aggregate_subrule": [
      "unreachable-rule 20:9"
    ],
  ]
}
