import Glibc

/// The terminal's other screen, which keeps no lines to scroll back to; wiped whatever ends the program.
///
/// Everything goes to `/dev/tty`, so that no redirection catches a card.
final class CardScreen {
    private let descriptor: Int32
    private let undo: Int

    // To the other screen and clear it; then clear it, its scrollback, and go back.
    private static let enter = "\u{1B}[?1049h\u{1B}[2J\u{1B}[3J\u{1B}[H"
    private static let wipe = "\u{1B}[2J\u{1B}[3J\u{1B}[H"
    private static let leave = "\u{1B}[2J\u{1B}[3J\u{1B}[H\u{1B}[?1049l\u{1B}[3J"

    /// - Throws: ``Failure`` where there is no terminal.
    init(otherwise message: Message = .custodiansNeedTerminal) throws {
        descriptor = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)
        guard descriptor >= 0, isatty(STDERR_FILENO) == 1 else {
            if descriptor >= 0 { close(descriptor) }
            throw Failure(.usage, message)
        }
        undo = Interrupts.onSignal {
            let terminal = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)
            Output.write(Array(Self.leave.utf8), to: terminal)
            close(terminal)
        }
        Output.write(Array(Self.enter.utf8), to: descriptor)
    }

    deinit {
        Output.write(Array(Self.leave.utf8), to: descriptor)
        Interrupts.settle(undo)
        close(descriptor)
    }

    /// Nothing but this on the screen.
    func show(_ text: String) { Output.write(Array((Self.wipe + text + "\n").utf8), to: descriptor) }

    /// Nothing at all.
    func clear() { Output.write(Array(Self.wipe.utf8), to: descriptor) }
}
