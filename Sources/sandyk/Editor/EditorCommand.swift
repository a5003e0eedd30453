import Glibc

/// The person's editor, told to keep everything it writes in one memory-backed folder.
struct EditorCommand: Equatable {
    /// Editors whose habits are known.
    enum Family: Equatable {
        case vim, vi, nano, emacs
        /// Nobody can be sure what it leaves elsewhere.
        case unknown
    }

    /// The words of `$VISUAL` or `$EDITOR`, as a shell reads them.
    let command: String
    /// Whose habits it has.
    let family: Family

    /// `$VISUAL`, `$EDITOR`, else nano, else vi.
    init(environment: [String: String], resolve: (String) -> String? = Self.resolved) {
        let chosen = ["VISUAL", "EDITOR"].compactMap { environment[$0] }.first { !$0.allSatisfy(\.isWhitespace) }
        let command = chosen ?? (resolve("nano") == nil ? "vi" : "nano")
        let program = command.split(whereSeparator: \.isWhitespace).first.map(String.init) ?? command
        self.command = command
        family = Self.family(of: program, resolve: resolve)
    }

    /// What comes after the command's own words and before the file.
    var arguments: [String] {
        switch family {
        case .vim:
            // Before the person's own settings and again after them.
            ["-n", "-i", "NONE", "--cmd", Self.vimSettings, "-c", Self.vimSettings, "-c", Self.vimRescue]
        case .nano: ["--ignorercfiles"]
        case .emacs: ["--eval", "(setq make-backup-files nil auto-save-default nil create-lockfiles nil)"]
        case .vi, .unknown: []
        }
    }

    /// Variables that keep what the editor writes in `folder`.
    func environment(folder: String) -> [String: String] {
        let settings = "set recdir=\(folder) directory=\(folder)"
        var variables = ["TMPDIR": folder, "TMP": folder, "TEMP": folder]
        if family == .vi { variables["NEXINIT"] = settings }
        return variables
    }

    /// No swap, backup, undo or history file, and nothing done because a text says so.
    private static let vimSettings =
        "set noswapfile nobackup nowritebackup noundofile updatecount=0 history=0 nomodeline"
        + " | silent! set viminfo= | silent! set shada="

    /// What is typed and not saved yet is beside the text at every change, under the name that nano uses when it
    /// is made to end: a window that closes takes nothing with it.
    private static let vimRescue =
        "silent! autocmd TextChanged,TextChangedI,TextChangedP */edit-*/note.txt silent! execute "
        + "'keepalt noautocmd write! ' . fnameescape(expand('%:p') . '.save')"

    private static func family(of program: String, resolve: (String) -> String?) -> Family {
        let name = FileName.last(of: program)
        switch name {
        case "vim", "nvim", "view", "vimx", "vim.basic", "vim.tiny", "vim.nox", "vim.gtk3", "rvim": return .vim
        case "nano", "rnano": return .nano
        case "emacs", "emacs-nox": return .emacs
        case "vi", "editor", "sensible-editor", "ex":
            guard let target = resolve(program), FileName.last(of: target) != name else {
                return name == "vi" || name == "ex" ? .vi : .unknown
            }
            return family(of: target) { _ in nil }
        default: return name.hasPrefix("vim.") ? .vim : .unknown
        }
    }

    /// The file behind a program's name in `PATH`, links followed; `nil` where there is none.
    static func resolved(_ program: String) -> String? {
        let folders = getenv("PATH").map { String(cString: $0) }?.split(separator: ":").map(String.init) ?? []
        let paths = program.contains("/") ? [program] : folders.map { "\($0)/\(program)" }
        for path in paths where access(path, X_OK) == 0 {
            guard let target = realpath(path, nil) else { continue }
            defer { free(target) }
            return String(cString: target)
        }
        return nil
    }
}
