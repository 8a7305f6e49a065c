/// The Common Expression Language: parse, check, evaluate, explain.
public enum CEL {}
