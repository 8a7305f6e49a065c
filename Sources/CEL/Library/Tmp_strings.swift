extension Library { static let strings = FunctionTable([]) }
