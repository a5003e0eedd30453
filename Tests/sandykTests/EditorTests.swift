import Testing

@testable import sandyk

@Suite struct EditorTests {
    private func editor(_ variables: [String: String], targets: [String: String] = [:]) -> EditorCommand {
        EditorCommand(environment: variables) { targets[$0] }
    }

    @Test func `VISUAL goes before EDITOR, and nano before vi where neither is set`() {
        #expect(editor(["VISUAL": "vim", "EDITOR": "nano"]).command == "vim")
        #expect(editor(["VISUAL": " ", "EDITOR": "nano -w"]).command == "nano -w")
        #expect(editor([:], targets: ["nano": "/bin/nano"]).command == "nano")
        #expect(editor([:]).command == "vi")
    }

    @Test(arguments: ["vim", "/usr/bin/vim -X", "nvim", "vim.basic"])
    func `vim keeps no swap, backup, undo or history file`(command: String) {
        let editor = editor(["EDITOR": command])
        #expect(editor.family == .vim)
        #expect(editor.arguments.starts(with: ["-n", "-i", "NONE", "--cmd"]))
        for word in ["noswapfile", "nobackup", "nowritebackup", "noundofile", "nomodeline"] {
            #expect(editor.arguments[4].contains(word))
            #expect(editor.arguments[6].contains(word), "the person's own settings come between")
        }
    }

    @Test func `vi is what it leads to`() {
        #expect(editor(["EDITOR": "vi"], targets: ["vi": "/usr/bin/vim.basic"]).family == .vim)
        #expect(editor(["EDITOR": "vi"], targets: ["vi": "/usr/bin/nvi"]).family == .unknown)
        #expect(editor(["EDITOR": "vi"]).family == .vi)
        #expect(editor(["EDITOR": "editor"], targets: ["editor": "/bin/nano"]).family == .nano)
    }

    @Test func `nano reads no settings that could make it keep copies`() {
        #expect(editor(["EDITOR": "nano"]).arguments == ["--ignorercfiles"])
    }

    @Test func `temporary files of any editor go into the folder in memory`() {
        let variables = editor(["EDITOR": "something"]).environment(folder: "/dev/shm/x")
        #expect(variables["TMPDIR"] == "/dev/shm/x")
        #expect(editor(["EDITOR": "something"]).family == .unknown)
    }

    @Test func `words with spaces and quotes survive a shell`() {
        #expect(ShellWord.quoted("Первая") == "Первая")
        #expect(ShellWord.quoted("it's 2") == "'it'\\''s 2'")
        #expect(ShellWord.quoted("") == "''")
    }
}
