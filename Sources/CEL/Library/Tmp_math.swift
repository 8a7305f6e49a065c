extension Library { static let math = FunctionTable([]) }
