/// How `sandyk` ends, in the numbers of sysexits.h; scripts may rely on them.
enum ExitStatus: Int32, CaseIterable {
    case done = 0
    /// The command was not what it can be: arguments, names, an empty text.
    case usage = 64
    /// Damaged, or refused for what it is: a taken code, a changed document, a file that is there already.
    case data = 65
    /// Not found, or not open to this person.
    case notFound = 66
    /// No daemon, or one that cannot serve.
    case unavailable = 69
    /// Nothing is wrong that time does not mend.
    case tryLater = 75
    /// Not logged in, or not allowed.
    case notAllowed = 77
}
