import Glibc
import VaultModel

extension Message {
    /// The English of every message. No capital at the beginning and no full stop at the end of an error's first
    /// line, as errors have it elsewhere; whole sentences where something is explained.
    var english: String {
        switch self {
        case .error(let message): "sandyk: \(message.english)"
        case .failedFor(let name, let message):
            "sandyk: " + (message.english.contains(name) ? "" : "\(Table.visible(name)): ") + message.english
        case .both(let first, let second): "\(first.english)\n\(second.english)"
        case .problem(let problem): Self.lowered(Table.visible(problem.detail))
        case .naming(let error): Self.english(error)
        case .system(let error): "\(Table.visible(error.path)): \(String(cString: strerror(error.number)))"
        case .unexpected(let kind): "something unexpected failed (\(kind))"
        case .interrupted: "interrupted"
        case .daemonAway(let detail): "the vault's daemon cannot be reached: \(Table.visible(detail))"
        case .connectionLost: "the connection to the daemon ended before its answer was complete"
        case .notTheProtocol(let detail): "the daemon's answer cannot be understood (\(detail))"
        case .contentDiffers: "the document's bytes are not the ones that were stored; nothing was kept"
        case .costBelowFloor:
            "the daemon asks for a weaker passphrase computation than this program allows (3 × 64 MiB); nothing was sent"
        case .passphraseUnusable: "a passphrase cannot be empty or have control characters"
        case .sourceFailed(let detail): "the file could not be read to its end (\(detail)); nothing was stored"
        case .runFolderUnusable(let path): "\(path) is not a folder that can be used"
        case .runFolderOpen(let path): "\(path) is not this user's alone (owner and mode 0700)"
        case .runFolderOnDisk(let path): "\(path) is on a disk, not in memory; nothing is kept there"
        case .fileExists(let path): "\(Table.visible(path)) is there already; it was left as it is"
        case .noSuchFile(let path): "there is no file \(Table.visible(path))"
        case .noSuchFolder(let path): "there is no folder \(Table.visible(path))"
        case .notAFile(let path): "\(Table.visible(path)) is not an ordinary file"
        case .nameTooLong(let name): "“\(Table.visible(name))” cannot be a file name (1 to 255 bytes)"
        case .tooLongHere(let path): "\(Table.visible(path)) is too long"
        case .noteTooLong: "a note has at most 1 MiB; longer texts are documents (`sandyk doc put`)"
        case .emptyText: "the text is empty; nothing was stored"
        case .notUnicode: "the text is not valid UTF-8; nothing was stored"
        case .notOnATerminal: "this document is not text and would garble the terminal; use `-o FILE`, or --force"
        case .noTerminal(let question): "no terminal to ask at: \(question.trimmed)"
        case .inputEnded: "the input ended"
        case .passphraseTooShort(let letters): "a passphrase has at least \(letters) letters"
        case .passphrasesDiffer: "the two passphrases differ"
        case .nameDiffers: "that is not the name; nothing was changed"
        case .notACompartment(let word):
            "“\(Table.visible(word))” is no compartment (identity, casework, legal, psychosocial)"
        case .notATime(let text): "“\(Table.visible(text))” is no time; use 2026-03-01, or \"2026-03-01 14:30\""
        case .prefixNotUnique(let id): "several begin with \(Table.visible(id)); type more of it"
        case .noSuchVersion(let id): "there is no such version of \(Table.visible(id))"
        case .isANote(let id): "\(Table.visible(id)) is a note: `sandyk note read \(Table.visible(id))`"
        case .editorFailed(let command): "the editor (\(command)) ended with a failure; nothing was stored"
        case .editorUnknown(let command):
            "Note: nobody can be sure that “\(command)” keeps no copies outside the memory-backed folder. "
                + "vim, nano and emacs are told not to."
        case .ledgerDamaged(let numbers):
            "the ledger is damaged at \(numbers.prefix(20).map { "\($0)" }.joined(separator: ", "))"
        case .typeContradicts(let name, let type):
            "Note: the content of \(Table.visible(name)) is not what its ending says; stored as \(type)."
        default: next ?? question ?? answer
        }
    }

    /// What to do next.
    private var next: String? {
        switch self {
        case .nextDaemon: "Is the daemon running, and is the socket right (--socket, $SANDYK_SOCKET)?"
        case .nextSendAgain: "Look whether it was done (`list`, `history`), then do it again if it was not."
        case .nextDoctor: "The operator runs `sandyk doctor`."
        case .nextForce: "With --force it is replaced; with -o it gets another name."
        case .nextRunFolder(let path): "Look what it is: `ls -ld \(path)`. Remove it if it is not yours."
        case .nextRuntimeDirectory:
            "Set XDG_RUNTIME_DIR to a folder in memory (tmpfs), or unset it to use /dev/shm."
        case .nextNoTerminal: "Answer with an option or from a file; the command's --help names them."
        case .nextOrphan: "Let somebody else in first (`sandyk case assign`), or repeat with --orphan."
        case .nextVouch: "`sandyk status` shows the words to the person; hear them, then repeat with --key-words \"…\"."
        case .nextKeyWords:
            "If they still differ, somebody may have put another key in this person's name: tell the admins."
        case .nextReadAgain: "`sandyk note read` shows the newer version."
        case .nextOtherCode: "`sandyk case new` without a code proposes one that is free."
        case .nextAskHolder: "`sandyk case requests CODE` shows who can say yes."
        case .nextReopen: "A lead opens it again with `sandyk case reopen CODE`."
        case .nextWho: "`sandyk case who CODE` shows who is."
        case .nextAccountList: "`sandyk account list` shows who is active."
        case .orphans(let list):
            (["Nobody would be left who can open:"] + list.map { "  " + Table.visible($0) }
                + ["Let somebody else in first (`sandyk case assign`), or repeat with --orphan and type the name."])
                .joined(separator: "\n")
        case .textKept(let path, let command):
            "Your text is kept in memory, readable by you only, until this machine restarts:\n  \(path)\n"
                + "Store it with:\n  \(command)"
        case .textNotKept(let text): "Your text could not be kept anywhere. Here it is:\n\(text)"
        default: nil
        }
    }

    /// Questions, ready for the answer to follow.
    private var question: String? {
        switch self {
        case .askPassphrase(let account): "Passphrase of \(account): "
        case .askNewPassphrase(let account): "New passphrase for \(account): "
        case .askPassphraseAgain: "The same again: "
        case .passphraseAdvice:
            "Five or six words that have nothing to do with each other make a good passphrase. Nobody can reset it:\n"
                + "whoever forgets it starts anew and has to be let in again."
        case .askInviteCode: "Invite code: "
        case .askCode(let code): "Code of the new case [\(code)]: "
        case .askLabel: "Label (everybody in casework sees it): "
        case .askSearch: "Look for: "
        case .askKeyWords(let name): "The six words, as \(name) says them: "
        case .askNameAgain(let name): "Type the name \(name) to go on: "
        case .askTryAgain: "Your text is safe here. Press Enter to try again, Ctrl-C to keep it for later. "
        case .vouchNeeded(let name):
            "Nobody you trust has vouched for \(name)'s key yet. Ask \(name) for the six words that "
                + "`sandyk status` shows there,\nin person or on the telephone; never by mail or messenger."
        default: nil
        }
    }

    private static func english(_ error: NamingError) -> String {
        switch error {
        case .lookalike(let letter, let looksLike, let position):
            "letter \(position), “\(letter)”, only looks like the Latin “\(looksLike)”; names and codes are typed with "
                + "the Latin keyboard, so that nobody can be imitated"
        case .malformed:
            "names are 2 to 32 of a–z, 0–9, “.”, “_”, “-”, beginning with a letter (ainura); codes are groups of A–Z "
                + "and 0–9 joined by “-”, the last of digits (KG-2026-0041)"
        }
    }

    /// A sentence as the end of a line that begins with the program's name.
    private static func lowered(_ sentence: String) -> String {
        guard let first = sentence.first, let second = sentence.dropFirst().first, second.isLowercase || second == " "
        else { return sentence }
        let text = first.lowercased() + sentence.dropFirst()
        return text.hasSuffix(".") ? String(text.dropLast()) : text
    }
}
