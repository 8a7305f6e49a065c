extension Library { static let sets = FunctionTable([]) }
