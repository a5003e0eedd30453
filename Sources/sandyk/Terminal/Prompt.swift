import Glibc

/// Questions to the person at the terminal, through `/dev/tty`, whatever standard input is.
enum Prompt {
    /// Whether there is somebody to ask: a terminal that shows messages and takes answers.
    static var isAvailable: Bool {
        guard isatty(STDERR_FILENO) == 1 else { return false }
        let descriptor = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)
        guard descriptor >= 0 else { return false }
        close(descriptor)
        return true
    }

    /// Asks for one line.
    ///
    /// - Throws: ``Failure`` where there is no terminal, or the person ends the input.
    static func line(_ question: Message) throws -> String { try ask(question, echoes: true) }

    /// Asks for one line that is not shown. Echo comes back whatever happens.
    static func secret(_ question: Message) throws -> String { try ask(question, echoes: false) }

    private static func ask(_ question: Message, echoes: Bool) throws -> String {
        let descriptor = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)
        guard descriptor >= 0 else { throw Failure(.usage, .noTerminal(question.text), next: .nextNoTerminal) }
        defer { close(descriptor) }
        var before = termios()
        let isTerminal = tcgetattr(descriptor, &before) == 0
        var undo: Int?
        if !echoes, isTerminal {
            var silent = before
            silent.c_lflag &= ~tcflag_t(ECHO)
            silent.c_lflag |= tcflag_t(ECHONL)
            let restored = before
            undo = Interrupts.onSignal {
                let terminal = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)
                var settings = restored
                tcsetattr(terminal, TCSANOW, &settings)
                Output.write([UInt8(ascii: "\n")], to: terminal)
                close(terminal)
            }
            tcsetattr(descriptor, TCSAFLUSH, &silent)
        }
        defer {
            if let undo {
                tcsetattr(descriptor, TCSAFLUSH, &before)
                Interrupts.settle(undo)
            }
        }
        Output.write(Array(question.text.utf8), to: descriptor)
        return try answer(from: descriptor)
    }

    private static func answer(from descriptor: Int32) throws -> String {
        var line: [UInt8] = []
        while true {
            var byte: UInt8 = 0
            let count = read(descriptor, &byte, 1)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw Failure(.usage, .inputEnded) }
            if byte == UInt8(ascii: "\n") { break }
            line.append(byte)
        }
        guard let text = String(validating: line, as: UTF8.self) else { throw Failure(.usage, .notUnicode) }
        return text
    }
}
