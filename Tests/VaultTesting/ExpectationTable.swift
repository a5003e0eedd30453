import Foundation

/// A checked-in file of expectations: tab-separated, the first line names the columns, `#` begins a remark.
///
/// Written by hand from the design, so that a test can hold the code against it.
package struct ExpectationTable: Sendable {
    /// Names of the columns, in order.
    package let columns: [String]
    /// Cells by column, row after row.
    package let rows: [[String: String]]

    /// What is wrong with a file of expectations.
    package struct Unreadable: Error {
        /// The line, from 1, with another number of cells than the first has.
        package let line: Int
    }

    /// - Throws: ``Unreadable`` or a file error.
    /// - Parameters:
    ///   - path: relative to the folder of the source file that asks.
    package init(_ path: String, besides source: String = #filePath) throws {
        let folder = URL(filePath: source).deletingLastPathComponent()
        let text = try String(contentsOf: folder.appending(path: path), encoding: .utf8)
        var columns: [String] = []
        var rows: [[String: String]] = []
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if line.isEmpty || line.hasPrefix("#") { continue }
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map {
                $0.trimmingCharacters(in: .whitespaces)
            }
            if columns.isEmpty {
                columns = cells
            } else {
                guard cells.count == columns.count else { throw Unreadable(line: index + 1) }
                rows.append(Dictionary(uniqueKeysWithValues: zip(columns, cells)))
            }
        }
        self.columns = columns
        self.rows = rows
    }
}
