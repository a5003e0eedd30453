import Testing

@testable import sandyk

@Suite struct TableTests {
    @Test func `columns stand under each other whatever script their texts are in`() {
        var table = Table(headings: ["CODE", "FILE"])
        table.add("KG-2026-0041", "Күбөлөндүрүү.txt")
        table.add("ж", nil)
        #expect(table.lines(width: nil) == ["CODE          FILE", "KG-2026-0041  Күбөлөндүрүү.txt", "ж             –"])
    }

    @Test func `a letter with a combining mark takes one column`() {
        #expect(DisplayWidth.of("\u{0438}\u{0306}") == 1)
        #expect(DisplayWidth.of("й") == 1)
        #expect(DisplayWidth.of("漢字") == 4)
        #expect(DisplayWidth.of("") == 0)
    }

    @Test func `on a narrow terminal the last column gives way, letter by letter`() {
        var table = Table(headings: ["ID", "TITLE"])
        table.add("1234567890", "Первая встреча и договорённости")
        #expect(table.lines(width: 26) == ["ID          TITLE", "1234567890  Первая встреч…"])
    }

    @Test func `a title cannot move the cursor or turn the line around`() {
        #expect(Table.visible("a\u{1B}[2Jb\n\u{202E}c") == "a\u{FFFD}[2Jb\u{FFFD}\u{FFFD}c")
    }

    @Test func `a progress line fits its terminal`() {
        let line = ProgressBar.line(label: "Решение суда (скан).png", done: 512, total: 1024, columns: 79)
        #expect(line == "Решение суда (скан).png  ██████████░░░░░░░░░░   50 %  512 B")
        for columns in 10..<100 {
            let line = ProgressBar.line(label: "Решение суда (скан).png", done: 7, total: 9, columns: columns)
            #expect(DisplayWidth.of(line) <= columns)
        }
    }
}
