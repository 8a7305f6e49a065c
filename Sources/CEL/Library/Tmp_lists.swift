extension Library { static let lists = FunctionTable([]) }
